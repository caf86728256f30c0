# Build: the pinned packages and Parlance itself go into one virtual environment.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements-pip.lock requirements.lock ./
RUN python -m venv --without-pip /opt/parlance
RUN python -m pip install --require-hashes --no-deps --no-cache-dir -r requirements-pip.lock
RUN python -m pip --python /opt/parlance/bin/python install --require-hashes --no-deps --no-cache-dir -r requirements.lock
COPY pyproject.toml ./
COPY app app
COPY migrations migrations
COPY seed_data seed_data
RUN /opt/parlance/bin/python -m hatchling build -t wheel -d dist
RUN python -m pip --python /opt/parlance/bin/python install --no-deps --no-index --no-cache-dir dist/*.whl

# Run: only the environment, as a user without rights, with the data in a volume.
FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home parlance && install -d -o parlance /data
COPY --from=build /opt/parlance /opt/parlance
ENV PATH=/opt/parlance/bin:$PATH PARLANCE_DATA_DIR=/data PARLANCE_HOST=0.0.0.0 PARLANCE_PORT=8000
USER parlance
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["parlance", "serve"]
