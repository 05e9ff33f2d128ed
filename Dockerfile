# Knipa in one small image. Not exercised by our tests: they have no container engine.
FROM python:3.13-slim

RUN useradd --create-home --uid 1000 knipa && install --directory --owner knipa /data
WORKDIR /app

# dependencies first, so that a change of code does not fetch them again
COPY requirements requirements
RUN pip install --no-cache-dir --require-hashes --requirement requirements/postgres.txt

COPY pyproject.toml LICENSE ./
COPY LICENSES LICENSES
COPY src src
RUN pip install --no-cache-dir --no-deps --no-build-isolation --no-index .

USER knipa
ENV KNIPA_HOME=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8310
CMD ["knipa", "serve", "--host", "0.0.0.0", "--port", "8310"]
