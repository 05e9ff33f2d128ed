"""Links JS modules into one script: each in a block of its own, in the order in which a browser would run them."""

from knipa.web.linking.modules import KEPT, Import, Module, read_module
from knipa.web.linking.pieces import LinkError, Read


def link_script(entry: str, read: Read) -> str:
    """Return one script that does what the entry and all it imports do."""
    modules: dict[str, Module] = {}
    _gather(read_module(entry, read(entry)), (), modules, read)
    main = modules[entry]
    if main.exports:
        raise LinkError(entry, main.text, 0, f"a page's own script exports nothing, got {main.exports[0]}")
    return "\n".join([f"const {KEPT} = {{}};", *(module.written for module in modules.values()), ""])


def _gather(module: Module, way: tuple[str, ...], modules: dict[str, Module], read: Read) -> None:
    """Put a module after all that it needs."""
    way = (*way, module.name)
    for taken in module.imports:
        if taken.module in way:
            circle = " → ".join([*way[way.index(taken.module) :], taken.module])
            raise LinkError(module.name, module.text, taken.at, f"imports run in a circle: {circle}")
        if taken.module not in modules:
            _gather(_open(module, taken, read), way, modules, read)
        for there, _ in taken.names:
            if there not in modules[taken.module].exports:
                raise LinkError(module.name, module.text, taken.at, f"{taken.module} exports no {there}")
    modules[module.name] = module


def _open(module: Module, taken: Import, read: Read) -> Module:
    try:
        return read_module(taken.module, read(taken.module))
    except FileNotFoundError:
        raise LinkError(module.name, module.text, taken.at, f"there is no {taken.module}") from None
