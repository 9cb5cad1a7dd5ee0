"""A connection whose failures are errors of ours, from its opening to its commit."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from layers.errors import StoreError


class InWords(AbstractContextManager[Connection]):
    """Turns what an engine raises into an error of ours."""

    # A damaged file also gives texts that are no JSON or no UTF-8.
    kinds = (SQLAlchemyError, json.JSONDecodeError, UnicodeDecodeError, OSError)

    def __init__(
        self,
        inner: AbstractContextManager[Connection],
        failed: Callable[[Exception], StoreError],
    ) -> None:
        self._inner, self._failed = inner, failed

    def __enter__(self) -> Connection:
        """The open connection."""
        try:
            return self._inner.__enter__()
        except self.kinds as error:
            raise self._failed(error) from error

    def __exit__(self, *raised: Any) -> bool | None:
        """Ends the transaction."""
        try:
            return self._inner.__exit__(*raised)
        except self.kinds as error:  # the commit itself can find the disk full
            raise self._failed(error) from error
        finally:
            if isinstance(raised[1], self.kinds):
                raise self._failed(raised[1]) from raised[1]
