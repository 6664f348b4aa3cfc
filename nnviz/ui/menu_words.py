"""What the menus and their entries are called, in the language of the window.

Entries that change their words with the state of the run are not here: whoever knows the state words them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject


class MenuWords(QObject):
    """Words by the keys under which the menus and the actions are known."""

    def titles(self) -> dict[str, str]:
        """What each menu is called, with the mark of its access key."""
        return {
            "file": self.tr("&File"),
            "edit": self.tr("&Edit"),
            "run": self.tr("&Run"),
            "step": self.tr("&Step"),
            "lesson": self.tr("&Lesson"),
            "view": self.tr("&View"),
            "help": self.tr("&Help"),
            "unit": self.tr("Step by"),
            "colour": self.tr("Colour by"),
            "theme": self.tr("Theme"),
            "language": self.tr("Language"),
            "panels": self.tr("Panels"),
            "recent": self.tr("Open Recent Data"),
            "export": self.tr("Export"),
            "wrong": self.tr("What Is Wrong"),
        }

    def entries(self) -> dict[str, str]:
        """What each entry is called."""
        return {
            "new_network": self.tr("New Network…"),
            "build": self.tr("Build the Network"),
            "open_data": self.tr("Open Data…"),
            "save_lesson": self.tr("Save as Lesson…"),
            "export_script": self.tr("PyTorch Script…"),
            "export_notebook": self.tr("Jupyter Notebook…"),
            "export_onnx": self.tr("ONNX Model…"),
            "export_weights": self.tr("Weights…"),
            "export_course": self.tr("Loss and Gradient Norms…"),
            "export_worksheet": self.tr("Worksheet of This Pass…"),
            "import_weights": self.tr("Import Weights…"),
            "import_onnx": self.tr("Import ONNX Model…"),
            "network_picture": self.tr("Save Picture of the Network…"),
            "copy_picture": self.tr("Copy Picture of the Network"),
            "picture": self.tr("Save Picture of the Window…"),
            "quit": self.tr("Quit"),
            "unit formula": self.tr("Formula"),
            "unit operation": self.tr("Operation"),
            "unit layer": self.tr("Layer"),
            "unit pass": self.tr("Pass"),
            "unit epoch": self.tr("Epoch"),
            "colour weights": self.tr("Weights"),
            "colour activations": self.tr("Activations"),
            "colour gradients": self.tr("Gradients"),
            "predict": self.tr("Predict First"),
            "compare": self.tr("Compare with Another Network…"),
            "other_network": self.tr("Switch Network"),
            "end_comparison": self.tr("End the Comparison"),
            "lessons": self.tr("All Lessons…"),
            "next_lesson": self.tr("Next Lesson"),
            "previous_lesson": self.tr("Previous Lesson"),
            "settings": self.tr("Settings…"),
            "presentation": self.tr("Presentation"),
            "text_larger": self.tr("Larger Text"),
            "text_smaller": self.tr("Smaller Text"),
            "text_least": self.tr("Default Text Size"),
            "next_place": self.tr("Next Panel"),
            "previous_place": self.tr("Previous Panel"),
            "context_menu": self.tr("Context Menu"),
            "zoom_in": self.tr("Zoom In"),
            "zoom_out": self.tr("Zoom Out"),
            "fit": self.tr("Fit the Network"),
            "motion": self.tr("Motion"),
            "thumbnails": self.tr("Thumbnails of the Neurons"),
            "theme system": self.tr("As the System"),
            "theme light": self.tr("Light"),
            "theme dark": self.tr("Dark"),
            "weight": self.tr("Look at One Weight"),
            "features": self.tr("Choose Input Features"),
            "points": self.tr("Draw Points"),
            "pad": self.tr("Draw a Digit"),
            "neuron": self.tr("Look at One Neuron"),
            "layer": self.tr("Look at One Layer"),
            "layout": self.tr("Restore the Default Layout"),
            "welcome": self.tr("Welcome…"),
            "guide": self.tr("User Guide"),
            "shortcuts": self.tr("Keyboard Shortcuts…"),
            "about": self.tr("About nnviz"),
        }
