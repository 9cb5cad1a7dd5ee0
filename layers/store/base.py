"""What every store can do, whatever keeps the rows."""

from typing import Protocol

from geopandas import GeoDataFrame

from layers.read import Document, Documents

BoundsLike = tuple[float, float, float, float]


class Store(Protocol):
    """Records by table and id, with the version of their content."""

    @property
    def version(self) -> str:
        """The data version: 12 hex digits over the canonical content."""

    def layers(self) -> tuple[str, ...]:
        """Names of the tables that hold geometry."""

    def read(self, layer: str, *, bounds: BoundsLike | None = None) -> GeoDataFrame:
        """Features of one layer in CRS84; ``bounds`` is west, south, east, north in degrees."""

    def get(self, table: str, record_id: str) -> Document:
        """One record.

        Raises
        ------
        UnknownEntity
            The table holds no such id.

        """

    def documents(self) -> Documents:
        """Every record by table and id."""
