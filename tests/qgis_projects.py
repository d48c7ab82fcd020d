"""What an officer sees of a project, told by QGIS without a window.

A part of ``tests/qgis_officer.py``, which says how it is run.
"""

from __future__ import annotations

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorRelation,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsLayerTreeGroup,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsWkbTypes,
)


def opened(uri: str):
    """Open a project as the only one, and have it tell what it could not find."""
    project = QgsProject.instance()
    project.clear()
    assert project.read(uri), project.error()
    return project


def texts_of(sheet) -> dict:
    """What stands in each text of a sheet."""
    return {
        item.id(): item.currentText()
        for item in sheet.items()
        if isinstance(item, QgsLayoutItem) and hasattr(item, "currentText")
    }


class Projects:
    """What is done with projects."""

    def project(self, uri: str) -> dict:
        """All that is valid, or is not, in a project, and how it stands there."""
        project = opened(uri)
        extent = project.viewSettings().defaultViewExtent()
        told = {
            "title": project.title(),
            "changed": project.isDirty(),
            "crs": project.crs().authid(),
            "operation": project.transformContext().calculateCoordinateOperation(
                QgsCoordinateReferenceSystem("EPSG:4326"), project.crs()
            ),
            "layers": {
                layer.id(): {
                    "title": layer.name(),
                    "valid": layer.isValid(),
                    "file": layer.source().partition("|")[0],
                    "read_only": layer.readOnly(),
                    "private": bool(layer.flags() & QgsMapLayer.Private),
                    "geometry": QgsWkbTypes.displayString(layer.wkbType()),
                    "crs": layer.crs().authid(),
                    "drawn": layer.renderer() is not None,
                    "rows": layer.featureCount(),
                    "form": [
                        layer.attributeAlias(place) for place in layer.fields().allAttributesList()
                    ],
                    "asks": [
                        layer.editorWidgetSetup(place).config().get("Layer")
                        for place in layer.fields().allAttributesList()
                        if layer.editorWidgetSetup(place).type() == "ValueRelation"
                    ],
                    "belongs": sorted(self._relations(layer.editFormConfig().tabs())),
                    "legend": [item.label() for item in layer.renderer().legendSymbolItems()]
                    if layer.renderer()
                    else [],
                    "labels": layer.labelsEnabled(),
                    "called": layer.displayExpression(),
                    "properties": {
                        name: layer.customProperty(name) for name in layer.customPropertyKeys()
                    },
                }
                for layer in project.mapLayers().values()
            },
            "tree": self._tree(project.layerTreeRoot()),
            "relations": {
                name: relation.isValid()
                for name, relation in project.relationManager().relations().items()
            },
            "order": [layer.id() for layer in project.layerTreeRoot().layerOrder()],
            "canvas": project.backgroundColor().name(),
            "layouts": [layout.name() for layout in project.layoutManager().printLayouts()],
            "extent": [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()],
            "first_layer": project.readEntry("qfieldsync", "/initialActiveLayer")[0],
        }
        project.clear()
        return {"returned": told}

    def _tree(self, group) -> list:
        return [
            [child.name(), self._tree(child)]
            if isinstance(child, QgsLayerTreeGroup)
            else child.layerId()
            for child in group.children()
        ]

    def _relations(self, elements) -> list:
        found = []
        for element in elements:
            if isinstance(element, QgsAttributeEditorContainer):
                found += self._relations(element.children())
            elif isinstance(element, QgsAttributeEditorRelation) and element.relation().isValid():
                found.append(f"{element.relation().id()} {element.nmRelationId()}".strip())
        return found

    def rewritten(self, uri: str, to: str) -> dict:
        """Save a project under another name, as QGIS does."""
        project = opened(uri)
        written = project.write(to)
        project.clear()
        return {"returned": written}

    def carried(self, uri: str, longitude: float, latitude: float) -> dict:
        """Where a place lies in the system of a project."""
        project = opened(uri)
        way = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:4326"), project.crs(), project
        )
        there = way.transform(QgsPointXY(longitude, latitude))
        back = way.transform(there, QgsCoordinateTransform.ReverseTransform)
        project.clear()
        return {"returned": [there.x(), there.y(), back.x(), back.y()]}

    def related(self, uri: str, of: dict) -> dict:
        """How many rows relations give, each of the first row that matches."""
        project = opened(uri)
        counts = {}
        for name, where in of.items():
            relation = project.relationManager().relation(name)
            matching = QgsFeatureRequest().setFilterExpression(where)
            row = next(relation.referencedLayer().getFeatures(matching))
            counts[name] = sum(1 for _ in relation.getRelatedFeatures(row))
        project.clear()
        return {"returned": counts}

    def editable(self, uri: str) -> dict:
        """Which layers of a project let anybody begin to edit."""
        project = opened(uri)
        begun = []
        for name, layer in project.mapLayers().items():
            if layer.startEditing():
                begun.append(name)
                layer.rollBack()
        project.clear()
        return {"returned": sorted(begun)}

    def texts(self, uri: str) -> dict:
        """The texts on the first sheet of a project."""
        project = opened(uri)
        (sheet,) = project.layoutManager().printLayouts()
        told = texts_of(sheet)
        project.clear()
        return {"returned": told}

    def printed(self, uri: str, to: str) -> dict:
        """Print the first sheet of a project as PDF and PNG; what stands on it."""
        project = opened(uri)
        (sheet,) = project.layoutManager().printLayouts()
        page = sheet.pageCollection().page(0).pageSize()
        shown = sheet.itemById("map")
        texts = texts_of(sheet)
        exporter = QgsLayoutExporter(sheet)
        as_picture = QgsLayoutExporter.ImageExportSettings()
        as_picture.dpi = 40
        results = [
            exporter.exportToPdf(f"{to}.pdf", QgsLayoutExporter.PdfExportSettings()),
            exporter.exportToImage(f"{to}.png", as_picture),
        ]
        told = {
            "results": [int(result) for result in results],
            "page_mm": [page.width(), page.height()],
            "scale": shown.scale(),
            "layers": [layer.id() for layer in shown.layers()] if shown.keepLayerSet() else [],
            "legend": [
                layer.name() for layer in sheet.itemById("legend").model().rootGroup().findLayers()
            ],
            "texts": texts,
        }
        project.clear()
        return {"returned": told}
