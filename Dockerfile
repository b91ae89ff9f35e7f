# The family's app: server, worker and every other command, as one image. `compose.yaml` puts it together with a database.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# Reading photos of school letters needs OCR; both languages that the app speaks.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-spa poppler-utils \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements/build.txt requirements/run.txt requirements/
RUN pip install --require-hashes -r requirements/build.txt && pip install --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN pip install --no-deps --no-build-isolation . && rm -rf src

# Nobody in particular, who owns the data folder and nothing else.
RUN useradd --system --uid 10001 --user-group homecall && install --directory --owner=homecall --group=homecall --mode=0700 /data
USER homecall
ENV HOMECALL_DATA=/data HOMECALL_ENV=production
VOLUME /data
EXPOSE 8765

# It asks by the first of its own names, for it answers to no other.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8765/healthz', headers={'Host': os.environ['HOMECALL_HOSTS'].split(',')[0].strip()}), timeout=4)"]

CMD ["homecall", "serve", "--host", "0.0.0.0", "--no-worker"]
