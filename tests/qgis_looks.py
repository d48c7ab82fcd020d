"""What an officer sees of a layer, told by QGIS without a window.

A part of ``tests/qgis_officer.py``, which says how it is run.
"""

from __future__ import annotations

import os
import time

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsEditFormConfig,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsFieldConstraints,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

from qgis_projects import opened

DPI = 96
METRES_PER_DEGREE = 111_320
ALIAS = next(
    key
    for key, definition in QgsEditFormConfig.propertyDefinitions().items()
    if definition.name() == "dataDefinedAlias"
)


class Looks:
    """How layers look, and what their forms ask for."""

    def looks(self, layer: str) -> dict:
        """How a layer opens: what QGIS warns of, and what it took from the file."""
        warnings = []

        def hear(words, tag, level) -> None:
            if int(level) > 0:
                warnings.append(f"{tag}: {words}")

        QgsApplication.messageLog().messageReceived.connect(hear)
        of = QgsVectorLayer(f"{self.path}|layername={layer}", layer, "ogr")
        words, is_loaded = of.loadDefaultStyle()
        QgsApplication.messageLog().messageReceived.disconnect(hear)
        told = {"warnings": warnings, "loaded": is_loaded, "words": words, **self._seen(of)}
        return {"returned": told}

    def looks_in_project(self, uri: str, layer: str) -> dict:
        """How a layer of a project opens."""
        project = opened(uri)
        told = self._seen(project.mapLayer(layer))
        project.clear()
        return {"returned": told}

    def _seen(self, of) -> dict:
        renderer = of.renderer()
        fields = of.fields()
        columns = {}
        for at, field in enumerate(fields):
            widget = of.editorWidgetSetup(at)
            config = widget.config()
            columns[field.name()] = {
                "title": of.attributeAlias(at),
                "widget": widget.type(),
                "of": config.get("Layer"),
                "choices": [next(iter(pair.items())) for pair in config.get("map", [])],
                "fixed": of.editFormConfig().readOnly(at),
                "constraints": [
                    int(field.constraints().constraintStrength(constraint))
                    for constraint in (
                        QgsFieldConstraints.ConstraintNotNull,
                        QgsFieldConstraints.ConstraintUnique,
                    )
                ],
            }
        return {
            "renderer": renderer.type() if renderer else None,
            "legend": [item.label() for item in renderer.legendSymbolItems()] if renderer else [],
            "columns": columns,
            "form": {
                tab.name(): self._within(tab)
                for tab in of.editFormConfig().invisibleRootContainer().children()
            },
            "called": of.displayExpression(),
            "names": of.labelsEnabled(),
        }

    def _within(self, container) -> list:
        found = []
        for child in container.children():
            found += self._within(child) if hasattr(child, "children") else [child.name()]
        return found

    def rows_in_project(self, uri: str, rows: list) -> dict:
        """What a project tells of rows, each given by its layer and a condition.

        A row without a condition is one that is being made.
        """
        project = opened(uri)
        told = [self._row(project.mapLayer(layer), where) for layer, where in rows]
        project.clear()
        return {"returned": told}

    def _row(self, of, where: str) -> dict:
        """Tip, name, titles that depend on the row, and what the form shows of it."""
        asked = QgsFeatureRequest().setFilterExpression(where)
        feature = next(of.getFeatures(asked)) if where else QgsFeature(of.fields())
        context = of.createExpressionContext()
        context.setFeature(feature)
        form, titles = of.editFormConfig(), {}
        for field in of.fields():
            by_row = form.dataDefinedFieldProperties(field.name())
            if by_row.isActive(ALIAS):
                titles[field.name()] = by_row.valueAsString(ALIAS, context)[0]
        return {
            "tip": QgsExpression.replaceExpressionText(of.mapTipTemplate(), context),
            "name": QgsVectorLayerUtils.getFeatureDisplayString(of, feature),
            "titles": titles,
            "form": {
                tab.name(): self._shown(tab, context)
                for tab in form.invisibleRootContainer().children()
            },
        }

    def _shown(self, container, context) -> list:
        """Which columns a part of a form shows of a row."""
        condition = container.visibilityExpression()
        if condition.enabled() and not condition.data().evaluate(context):
            return []
        found = []
        for child in container.children():
            found += self._shown(child, context) if hasattr(child, "children") else [child.name()]
        return found

    def drawn_as(self, layer: str, rows: list) -> dict:
        """Which rows of the legend QGIS takes for each row of values, given by column."""
        of = self.layer(layer)
        renderer, context = of.renderer().clone(), QgsRenderContext()
        context.expressionContext().appendScope(of.createExpressionContextScope())
        renderer.startRender(context, of.fields())
        taken = []
        for values in rows:
            feature = QgsFeature(of.fields())
            for name, value in values.items():
                feature.setAttribute(name, value)
            context.expressionContext().setFeature(feature)
            keys = renderer.legendKeysForFeature(feature, context)
            taken.append(sorted(keys - {renderer.rootRule().ruleKey()}))
        renderer.stopRender(context)
        return {"returned": taken}

    def names(self, layer: str, where: str, scale: float) -> dict:
        """Which names stand on a map of a layer about its first feature that matches."""
        place = self.feature(layer, where).geometry().asPoint()
        job = self._drawn(self.layer(layer), place, scale)
        placed = [label.labelText for label in job.takeLabelingResults().allLabels()]
        return {"returned": [round(job.mapSettings().scale()), sorted(placed)]}

    def _drawn(self, of, place, scale: float):
        """Draw a map of a layer about a place."""
        settings = QgsMapSettings()
        settings.setLayers([of])
        settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        settings.setOutputDpi(DPI)
        settings.setOutputSize(QSize(600, 600))
        half = 300 * 0.0254 / DPI * scale / METRES_PER_DEGREE
        settings.setExtent(
            QgsRectangle(place.x() - half, place.y() - half, place.x() + half, place.y() + half)
        )
        context = QgsExpressionContext()
        context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
        settings.setExpressionContext(context)
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        assert not job.errors(), job.errors()[0].message
        return job

    def painted(self, layer: str, where: str, scale: float, colour: str) -> dict:
        """How many pixels of a colour a map of a layer has about its first feature that matches."""
        place = self.feature(layer, where).geometry().asPoint()
        job = self._drawn(self.layer(layer), place, scale)
        image, wanted = job.renderedImage(), QColor(colour).rgb()
        found = sum(
            image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
        )
        return {"returned": found}

    def evaluated(self, expression: str, zone: str) -> dict:
        """What an expression comes to on a machine of a time zone."""
        before = os.environ.get("TZ")
        os.environ["TZ"] = zone
        time.tzset()
        value = QgsExpression(expression).evaluate(QgsExpressionContext())
        del os.environ["TZ"]
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()
        return {"returned": value}

    def tells(self, layer: str, where: str) -> dict:
        """What a row is called in lists, and what is told of one that the mouse rests on."""
        of, feature = self.layer(layer), self.feature(layer, where)
        context = of.createExpressionContext()
        context.setFeature(feature)
        tip = QgsExpression.replaceExpressionText(of.mapTipTemplate(), context)
        return {"returned": [QgsVectorLayerUtils.getFeatureDisplayString(of, feature), tip]}

    def looks_saved(self, layer: str, name: str, is_default: bool) -> dict:
        """Save the style of a layer into the file, as a person does."""
        words = self.layer(layer).saveStyleToDatabase(name, "", is_default, "")
        return {"returned": words}
