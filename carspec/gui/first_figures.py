"""All that the first figures need, loaded in one go by a worker while the window's outline is shown."""

from carspec.gui.comparison_panel import ComparisonPanel
from carspec.gui.opening import first_sheet
from carspec.gui.settings import Settings
from carspec.gui.view_state import ViewState

__all__ = ["ComparisonPanel", "Settings", "ViewState", "first_sheet"]
