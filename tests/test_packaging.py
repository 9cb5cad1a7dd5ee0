"""What an administrator is handed: start.bat, the lock, the server files."""

import importlib.util
import re
import shlex
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
BATCH = (ROOT / "start.bat").read_bytes()
COMMANDS = [
    line
    for line in BATCH.decode("ascii").splitlines()
    if line.strip() and not line.startswith(("rem ", ":", "echo ", "@"))
]
NGINX = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
SERVICE = (ROOT / "deploy/atlas@.service").read_text(encoding="utf-8")
CONTAINER = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8")


def test_start_bat_has_windows_line_ends_only() -> None:
    assert BATCH.count(b"\n") == BATCH.count(b"\r\n") > 0


def test_start_bat_is_plain_ascii_because_cmd_misreads_the_rest() -> None:
    assert BATCH.isascii()


@pytest.mark.parametrize("line", COMMANDS)
def test_start_bat_quotes_every_path(line: str) -> None:
    outside = "".join(line.split('"')[0::2])
    assert "\\" not in outside
    assert not re.search(r"%(HERE|SAY|VENV|VENV_PYTHON|LOCK|INSTALLED|WHEELS|~dp0)", outside)


def test_start_bat_installs_only_what_has_a_hash() -> None:
    installs = [line for line in COMMANDS if "pip install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line for line in installs)
    assert any('--no-index --find-links "%WHEELS%"' in line for line in installs)


def test_every_label_start_bat_jumps_to_exists() -> None:
    text = BATCH.decode("ascii")
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert set(re.findall(r"(?:goto|call) :?(\w+)", text)) <= labels


def test_every_message_of_start_bat_exists_in_both_languages() -> None:
    for name in re.findall(rb'type "%SAY%\\([\w-]+\.txt)"', BATCH):
        text = (ROOT / "deploy/windows" / name.decode()).read_text(encoding="utf-8")
        assert re.search(r"[\u4e00-\u9fff]{4}", text), name
        assert re.search(r"[a-z]{4}", text), name


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = [e for e in re.split(r"\n(?=[A-Za-z0-9])", text) if not e.startswith("#")]
    assert len(entries) > 10
    bare = [e.split()[0] for e in entries if "==" not in e or "--hash=sha256:" not in e]
    assert not bare


def test_nginx_denies_the_metrics_and_the_agent_interface() -> None:
    for path in ("/_stcore/metrics", "/_stcore/agent"):
        assert re.search(rf"location \^~ {path}\s+{{ return 404; }}", NGINX)


def test_nginx_keeps_a_visitor_with_one_process() -> None:
    assert "hash $route_key consistent;" in NGINX
    assert len(re.findall(r"server 127\.0\.0\.1:\d+ ", NGINX)) > 1
    assert "add_header Set-Cookie $route_cookie;" in NGINX


def test_nginx_passes_websockets_and_uploads() -> None:
    config = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    limit = re.search(r"maxUploadSize = (\d+)", config)
    room = re.search(r"client_max_body_size (\d+)m;", NGINX)
    assert limit and room and int(room[1]) >= int(limit[1])
    assert "proxy_set_header Upgrade $http_upgrade;" in NGINX


def test_no_location_of_nginx_drops_the_headers_of_its_server() -> None:
    inside = re.findall(r"location [^{]+{([^}]*)}", NGINX)
    assert inside
    assert not any("add_header" in block for block in inside)


def test_the_service_may_write_into_its_state_folder_only() -> None:
    settings = dict(line.split("=", 1) for line in SERVICE.splitlines() if "=" in line[1:])
    assert settings["ProtectSystem"] == "strict"
    assert settings["NoNewPrivileges"] == "true"
    assert settings["User"] == "atlas"
    assert "ReadWritePaths" not in settings


def test_the_container_runs_as_nobody_special_and_from_the_lock() -> None:
    lines = CONTAINER.splitlines()
    assert "USER 10001" in lines
    assert "--require-hashes" in CONTAINER
    assert any("--read-only" in line for line in lines if line.startswith("#"))


def test_the_container_copies_only_what_exists() -> None:
    for line in CONTAINER.splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            for source in shlex.split(line)[1:-1]:
                assert source == "wheel[s]" or (ROOT / source).exists(), source


def test_server_files_start_the_atlas_by_its_own_command() -> None:
    for text in (BATCH.decode("ascii"), SERVICE, CONTAINER.replace('", "', " ")):
        assert "-m atlas serve" in text


@pytest.fixture(scope="module")
def wheelhouse() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wheelhouse", ROOT / "tools/wheelhouse.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["wheelhouse"] = module
    spec.loader.exec_module(module)
    return module


HASH = f"--hash=sha256:{'0' * 64}"


def test_a_lock_is_read_with_the_conditions_of_the_other_system(wheelhouse: ModuleType) -> None:
    lock = f"a==1 ; sys_platform == 'win32' \\\n    {HASH}\nb==2 ; sys_platform == 'linux' {HASH}\n"
    windows = wheelhouse.Target("windows", "3.12")
    assert wheelhouse.lock_for(windows, lock) == f"a==1 {HASH}\n"


def test_a_pin_is_chosen_by_the_python_of_the_other_pc(wheelhouse: ModuleType) -> None:
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for python in ("3.11", "3.12", "3.13"):
        chosen = wheelhouse.lock_for(wheelhouse.Target("windows", python), lock)
        names = [line.split("==")[0] for line in chosen.splitlines()]
        assert len(names) == len(set(names))


def test_an_entry_without_a_hash_is_named(wheelhouse: ModuleType) -> None:
    with pytest.raises(ValueError, match="a==1: no hash"):
        wheelhouse.lock_for(wheelhouse.Target("windows", "3.12"), "a==1\n")


def test_a_wheel_that_lacks_its_own_requirement_is_reported(
    wheelhouse: ModuleType, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "a-1-py3-none-any.whl", "w") as wheel:
        needs = "Requires-Dist: colorama>=0.4; sys_platform == 'win32'"
        wheel.writestr("a-1.dist-info/METADATA", f"Name: a\nVersion: 1\n{needs}\n")
    missing = wheelhouse.unmet(wheelhouse.Target("windows", "3.12"), tmp_path)
    assert len(missing) == 1
    assert "needs colorama" in missing[0]
    assert not wheelhouse.unmet(wheelhouse.Target("here", "3.12"), tmp_path)
