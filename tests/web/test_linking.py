"""Linking: one file does what the many did; what is not understood is refused by file and line."""

import re
import subprocess
from pathlib import Path

import pytest

from knipa.web.linking import ENTRIES, LinkError, link
from knipa.web.linking.pieces import squeezed, style_pieces

pytestmark = pytest.mark.once
HOUSE = Path(__file__).parents[2]
STATIC = HOUSE / "src/knipa/web/static"


@pytest.fixture(scope="session")
def node():
    asked = subprocess.run(["sh", HOUSE / "tools/node.sh"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or pytest.skip(asked.stderr)


@pytest.fixture
def says(node, tmp_path):
    """`says(files)`: what main.js prints, once it has printed the same from its sources and linked."""

    def run(path):
        return subprocess.run([node, path], capture_output=True, text=True, check=True).stdout

    def both(files):
        for name, text in {"package.json": '{"type": "module"}', **files}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        (tmp_path / "linked.js").write_text(linked(files), "utf-8")
        spoken = run(tmp_path / "linked.js")
        assert spoken == run(tmp_path / "main.js")
        return spoken.strip()

    return both


def linked(files, entry="main.js"):
    def read(name):
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    return link(entry, read)


def refused(files, entry="main.js"):
    with pytest.raises(LinkError) as refusal:
        linked(files, entry)
    return str(refusal.value)


# --- what is understood


def test_names_are_taken_from_functions_constants_and_classes(says):
    assert says({
        "main.js": 'import { one, two as second, Three, later } from "./give.js";\n'
                   "console.log(one(), second, new Three() instanceof Three, await later());",
        "give.js": "export function one() { return 1; }\nexport const two = [1, 2];\n"
                   "export class Three extends Error {}\nexport async function later() { return 4; }",
    }) == "1 [ 1, 2 ] true 4"  # fmt: skip


def test_a_whole_module_is_taken_as_one_thing(says):
    assert says({
        "main.js": 'import * as give from "./give.js";\n'
                   "let kept = true; try { give.a = 3; } catch { kept = false; }\n"
                   "console.log(Object.keys(give), give.a(), kept, Object.getPrototypeOf(give));",
        "give.js": "export function b() {}\nexport const a = () => 2;",
    }) == "[ 'a', 'b' ] 2 false null"  # fmt: skip


def test_modules_keep_their_names_to_themselves(says):
    assert says({
        "main.js": 'import { name as other } from "./give.js";\nconst inner = "main";\n'
                   "function open() { return inner; }\nconsole.log(open(), other(), typeof globalThis.open);",
        "give.js": 'const inner = "give";\nexport function name() { return `${inner} ${typeof open}`; }',
    }) == "main give undefined undefined"  # fmt: skip


def test_each_module_runs_once_and_after_what_it_needs(says):
    assert says({
        "main.js": 'import { b } from "./b.js";\nimport { a } from "./deep/a.js";\nconsole.log("main", a, b);',
        "b.js": 'import { a } from "./deep/a.js";\nconsole.log("b", a);\nexport const b = a + 1;',
        "deep/a.js": 'import { zero } from "../zero.js";\nconsole.log("a");\nexport const a = zero + 1;',
        "zero.js": 'console.log("zero", this);\nexport const zero = 0;',
    }).splitlines() == ["zero undefined", "a", "b 1", "main 1 2"]  # fmt: skip


def test_an_import_counts_wherever_it_stands_and_over_many_lines(says):
    files = {
        "main.js": 'console.log(a);\nimport {\n  a,\n  b as c,\n} from "./give.js";\nconsole.log(c);',
        "give.js": "export const a = 1;\nexport const b = 2;",
    }
    assert says(files).split() == ["1", "2"]


def test_remarks_are_left_out_and_nothing_else(says):
    files = {
        "main.js": '// import { a } from "./gone.js";\n/** @param {import("./gone.js").A} a */\n'
                   'const text = "// export default"; /* var */ const quote = \'/* "\';\n'
                   "const deep = `a // ${`${1 /* one */} }`} export /* b */`;\n"
                   "const half = (8) / 2 / 1; const found = /[/\"'`]\\/\\/ import/.test('/// import');\n"
                   "let i = 4; const third = i++ / 2; const s = { a: 1 }.a\n"
                   "console.log(text, quote, deep, half, found, third, s); // the end",
    }  # fmt: skip
    assert says(files) == '// export default /* " a // 1 } export /* b */ 4 true 2 1'
    assert "the end" not in linked(files)


# --- what is refused


@pytest.mark.parametrize(
    "line",
    [
        'import "./give.js";',
        'import give from "./give.js";',
        'import give, { a } from "./give.js";',
        'import { a } from "give";',
        'import { a } from "./give.json";',
        'import { a } from "./give.js"',
        'import { "a b" as a } from "./give.js";',
        'const give = await import("./give.js");',
        'const many = [...import("./give.js")];',
        "console.log(import.meta.url);",
        "export default 1;",
        "export { a };",
        'export * from "./give.js";',
        "export let a = 1;",
        "export const { a } = b;",
        "export const a = f(1, 2), b = 3;",
        "export function* a() {}",
        "var a = 1;",
        "const $linked = 1;",
        'const a = "open;',
        "const a = `open;",
        "const a = `open ${b;",
        "/* open",
        "const a = {} /b/ 2;",
    ],
)
def test_another_way_of_writing_is_refused_where_it_stands(line):
    said = refused({"main.js": 'import { a } from "./give.js";', "give.js": f"// first\n{line}\n"})
    assert said.startswith("give.js:2: ") or ("still open" in said and said.startswith("give.js:3: "))


def test_an_import_that_leads_nowhere_is_refused():
    assert refused({"main.js": '\nimport { a } from "./gone.js";'}) == "main.js:2: there is no gone.js"
    assert "there is no ../a.js" in refused({"main.js": 'import { a } from "../a.js";'})
    assert "give.js exports no b" in refused({
        "main.js": 'import { b } from "./give.js";', "give.js": "export const a = 1;",
    })  # fmt: skip


def test_a_circle_is_refused_with_its_way():
    files = {
        "main.js": 'import { b } from "./b.js";',
        "b.js": 'import { c } from "./c.js";\nexport const b = 1;',
    }
    said = refused({**files, "c.js": 'import { b } from "./b.js";\nexport const c = 1;'})
    assert said == "c.js:1: imports run in a circle: b.js → c.js → b.js"


def test_a_page_s_own_script_exports_nothing():
    assert "exports nothing" in refused({"main.js": "export const a = 1;"})
    assert "#!" in refused({"main.js": "#!/usr/bin/env node\n"})


# --- stylesheets


def test_imports_stand_in_their_order_after_the_layers():
    files = {
        "s/all.css": '/* why */\n@layer a, b;\n@import url("one.css");\n@import url("two.css");\n',
        "s/one.css": '@layer b { p::after { content: "/* kept */" } } /* gone */',
        "s/two.css": "@layer a { .a/**/.b { background: url(../i.svg) } }",
    }
    assert linked(files, "s/all.css").splitlines() == [
        "@layer a, b;",
        '@layer b { p::after { content: "/* kept */" } }',
        "@layer a { .a/**/.b { background: url(../i.svg) } }",
    ]


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ('\n@import "one.css";', "all.css:2"),
        ('@import url("one.css") print;', "all.css:1"),
        ('@import url("deep/one.css");', "all.css:1"),
        ('@import url("gone.css");', "all.css:1"),
        ("@layer a;\np { margin: 0 }", "all.css:2"),
        ('@import url("late.css");', "late.css:2"),
        ('@import url("open.css");', "open.css:1"),
    ],
)
def test_another_stylesheet_is_refused_where_it_stands(entry, where):
    files = {
        "all.css": entry,
        "one.css": "",
        "late.css": '@layer b;\n@import url("one.css");',
        "open.css": 'p { content: "a\n }',
    }
    assert refused(files, "all.css").startswith(f"{where}: ")


# --- our own


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.endswith(".js")])
def test_our_own_scripts_are_sound_when_linked(entry, node, tmp_path):
    whole = tmp_path / "linked.mjs"
    whole.write_text(link(entry, lambda name: (STATIC / name).read_text("utf-8")), "utf-8")
    subprocess.run([node, "--check", whole], check=True)


def test_every_script_that_a_page_names_comes_alone_or_is_linked():
    pages = "".join(path.read_text("utf-8") for path in (HOUSE / "src/knipa/web/pages").rglob("*.html"))
    named = {*re.findall(r"{% static '([^']+\.(?:js|css))' %}", pages)}
    alone = {
        name
        for name in named
        if not re.search(r"^@?import\b", (STATIC / name).read_text("utf-8"), re.MULTILINE)
    }
    assert named - alone <= {*ENTRIES}


def test_our_own_stylesheet_holds_every_other_one_in_order():
    entry = (STATIC / "styles/knipa.css").read_text("utf-8")
    whole = link("styles/knipa.css", lambda name: (STATIC / name).read_text("utf-8"))
    named = re.findall(r'^@import url\("([\w-]+\.css)"\);$', entry, re.MULTILINE)
    pages = "".join(path.read_text("utf-8") for path in (HOUSE / "src/knipa/web/pages").rglob("*.html"))
    by_pages = {
        *re.findall(r"{% static 'styles/([^']+\.css)' %}", pages)
    }  # knipa.css, and what one page alone needs
    assert sorted([*named, *by_pages]) == sorted(path.name for path in (STATIC / "styles").glob("*.css"))
    at = [whole.index(_as_linked(STATIC / "styles" / name)) for name in named]
    assert at == sorted(at)


def test_every_layer_has_its_place_at_the_top_of_the_stylesheet():
    whole = link("styles/knipa.css", lambda name: (STATIC / name).read_text("utf-8"))
    order = re.match(r"@layer ([\w, -]+);", whole)[1].split(", ")
    assert {*re.findall(r"@layer ([\w-]+)", whole)} <= {*order}


def _as_linked(part):
    """A part as it stands in the whole."""
    return squeezed(style_pieces(part.name, part.read_text("utf-8"))).strip()
