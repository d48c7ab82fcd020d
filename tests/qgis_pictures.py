"""Draw what QGIS shows of a store: its project's map, the form of a marker, the printed sheet.

Run by the Python that QGIS is installed for, on a project of the demonstration::

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 tests/qgis_pictures.py langson.qgs FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())

from qgis.core import (
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsLayoutExporter,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayerTools,
)
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsGui, QgsMapCanvas
from qgis.PyQt.QtCore import QSize

MARKER = "946"
MAP, FORM = QSize(1000, 640), QSize(760, 600)
SHEET_DPI = 75


class Tools(QgsVectorLayerTools):
    """What forms with rows of relations ask for; nothing is done with it."""

    def startEditing(self, layer):  # noqa: N802
        return layer.startEditing()


def draw_map(project: QgsProject, path: Path) -> None:
    """Draw what the window shows when the project opens."""
    settings = QgsMapSettings()
    settings.setLayers(project.layerTreeRoot().layerOrder())
    settings.setDestinationCrs(project.crs())
    settings.setExtent(project.viewSettings().defaultViewExtent())
    settings.setOutputSize(MAP)
    settings.setBackgroundColor(project.backgroundColor())
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert job.renderedImage().save(str(path))


def grab_form(project: QgsProject, path: Path) -> None:
    """Grab the form of a marker as it is edited."""
    layer = project.mapLayer("markers_layer")
    request = QgsFeatureRequest().setFilterExpression(f"\"number\" = '{MARKER}'")
    feature = next(layer.getFeatures(request))
    assert layer.startEditing()
    context = QgsAttributeEditorContext()
    canvas, tools = QgsMapCanvas(), Tools()
    context.setMapCanvas(canvas)
    context.setVectorLayerTools(tools)
    form = QgsAttributeForm(layer, feature, context)
    form.resize(FORM)
    form.show()
    for _ in range(20):
        QgsApplication.processEvents()
    assert form.grab().save(str(path))
    form.close()
    layer.rollBack()


def print_sheet(project: QgsProject, path: Path) -> None:
    """Print the first sheet of the project as a picture."""
    exporter = QgsLayoutExporter(project.layoutManager().printLayouts()[0])
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = SHEET_DPI
    assert exporter.exportToImage(str(path), settings) == QgsLayoutExporter.Success


def main() -> None:
    application = QgsApplication([], True)
    application.initQgis()
    QgsGui.editorWidgetRegistry().initEditors()
    project, folder = QgsProject.instance(), Path(sys.argv[2])
    assert project.read(sys.argv[1]), project.error()
    draw_map(project, folder / "qgis-map.png")
    grab_form(project, folder / "qgis-form.png")
    print_sheet(project, folder / "qgis-sheet.png")
    project.clear()
    application.exitQgis()


main()
