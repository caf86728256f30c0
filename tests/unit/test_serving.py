from __future__ import annotations

import argparse
import os
import socket
from pathlib import Path

import pytest

from app import serving
from app.serving import CannotListen, shared_metrics, take_port, with_arguments
from app.settings import Settings, SettingsError


def arguments(**given: object) -> argparse.Namespace:
    return argparse.Namespace(**{"host": None, "port": None, "workers": None, **given})


def test_arguments_win_over_settings() -> None:
    settings = with_arguments(Settings(port=1, workers=2), arguments(port=9, host="::1"))
    assert (settings.host, settings.port, settings.workers) == ("::1", 9, 2)


@pytest.mark.parametrize("given", [{"port": 65_536}, {"port": -1}, {"workers": 0}])
def test_arguments_out_of_range_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(SettingsError, match=f"--{next(iter(given))} must be"):
        with_arguments(Settings(), arguments(**given))


def test_a_port_in_use_is_refused_by_number() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotListen, match=f"Port {port} is in use"):
            take_port("127.0.0.1", port)


@pytest.mark.parametrize("host", ["203.0.113.9", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_refused_by_name(host: str) -> None:
    with pytest.raises(CannotListen, match=host):
        take_port(host, 0)


def test_any_free_port_can_be_taken() -> None:
    with take_port("127.0.0.1", 0) as listener:
        assert listener.getsockname()[1] > 0


def test_several_processes_share_a_metrics_folder_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {})
    with shared_metrics(Settings(data_dir=tmp_path, workers=2)):
        folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
        assert folder.is_dir()
    assert not folder.exists()


def test_one_process_needs_no_metrics_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {})
    with shared_metrics(Settings(data_dir=tmp_path)):
        assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ


def test_the_server_leaves_logging_to_us() -> None:
    config = serving.server_config(Settings())
    assert (config.access_log, config.log_config) == (False, None)
