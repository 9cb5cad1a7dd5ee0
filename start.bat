@echo off
rem Starts the atlas on an office Windows PC: double-click this file.
rem This file is plain ASCII on purpose: cmd misreads batch files with other letters.
rem What it has to say in Chinese and English stands in deploy\windows and is only typed out.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "HERE=%~dp0"
set "SAY=%HERE%deploy\windows"
set "VENV=%HERE%.venv"
set "VENV_PYTHON=%VENV%\Scripts\python.exe"
set "LOCK=%HERE%requirements.txt"
set "INSTALLED=%VENV%\installed-requirements.txt"
set "WHEELS=%HERE%wheels"
set "PYTHONUTF8=1"
set "PIP_DISABLE_PIP_VERSION_CHECK=1"
cd /d "%HERE%."
if not exist "requirements.txt" goto no_folder

if exist "%VENV_PYTHON%" goto have_venv
call :find_python
if not defined PYTHON goto no_python
type "%SAY%\installing.txt"
%PYTHON% -m venv "%VENV%"
if errorlevel 1 goto no_install

:have_venv
"%VENV_PYTHON%" -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 goto old_venv
if not exist "%INSTALLED%" goto install
fc /b "%LOCK%" "%INSTALLED%" >nul
if not errorlevel 1 goto start

:install
if exist "%WHEELS%\" goto install_offline
"%VENV_PYTHON%" -m pip install --require-hashes -r "%LOCK%"
if errorlevel 1 goto no_install
goto installed

:install_offline
"%VENV_PYTHON%" -m pip install --require-hashes --no-index --find-links "%WHEELS%" -r "%LOCK%"
if errorlevel 1 goto no_install

:installed
copy /y "%LOCK%" "%INSTALLED%" >nul

:start
type "%SAY%\starting.txt"
start "" /b "%VENV_PYTHON%" "%HERE%deploy\open_when_ready.py"
"%VENV_PYTHON%" -m atlas serve
if errorlevel 1 goto stopped
exit /b 0

rem Sets PYTHON to the newest Python from 3.11 on; the launcher first, then the one on PATH.
:find_python
set "PYTHON="
for %%V in (3.13 3.12 3.11) do call :try_python py -%%V
call :try_python py -3
call :try_python python
exit /b 0

:try_python
if defined PYTHON exit /b 0
%* -c "import sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0

:no_folder
echo The folder of the atlas cannot be opened. Copy it to a drive of this PC and try again.
pause
exit /b 1

:no_python
type "%SAY%\no-python.txt"
pause
exit /b 1

:old_venv
type "%SAY%\old-python.txt"
pause
exit /b 1

:no_install
type "%SAY%\no-install.txt"
pause
exit /b 1

:stopped
type "%SAY%\stopped.txt"
pause
exit /b 1
