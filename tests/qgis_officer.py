"""What an officer does in QGIS, done by QGIS without a window.

Run by the Python that QGIS is installed for, which has none of our packages::

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 tests/qgis_officer.py < lines

Each line is a store, or a project of one (``.qgs``), and a list of ``[name of a function below,
its arguments as an object]``.
The answer to it is a line: a list of what each step says, whether the save went through, with
what words, and what it returns.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerEditUtils,
    QgsVectorLayerUtils,
)

from qgis_looks import Looks
from qgis_projects import Projects


class Officer(Looks, Projects):
    """One person with a store open in QGIS."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.layers = {}
        self.opened_project = None

    def layer(self, name: str):
        if name not in self.layers:
            self.layers[name] = self.found(name)
            assert self.layers[name].isValid(), name
        return self.layers[name]

    def found(self, name: str):
        if not self.path.endswith(".qgs"):
            return QgsVectorLayer(f"{self.path}|layername={name}", name, "ogr")
        if self.opened_project is None:
            self.opened_project = QgsProject()
            assert self.opened_project.read(self.path), self.opened_project.error()
        return self.opened_project.mapLayer(f"{name}_layer")

    def feature(self, layer: str, where: str):
        return next(self.layer(layer).getFeatures(QgsFeatureRequest().setFilterExpression(where)))

    def edited(self, layer: str, edit) -> dict:
        """Begin to edit a layer, edit, save, and tell what QGIS would show."""
        of = self.layer(layer)
        if not of.startEditing():
            return {"saved": False, "words": "not editable", "returned": None}
        returned = edit(of)
        saved = of.commitChanges()
        words = [] if saved else of.commitErrors()
        if not saved:
            of.rollBack()
        return {"saved": saved, "words": "\n".join(words), "returned": returned}

    # ------------------------------------------------------------ what he does

    def listed(self) -> dict:
        """What the browser offers of the file."""
        provider = QgsProviderRegistry.instance().providerMetadata("ogr")
        offered = provider.createConnection(self.path, {}).tables()
        return {"returned": [table.tableName() for table in offered]}

    def user(self) -> dict:
        """The name of the user, as QGIS knows it."""
        return {"returned": QgsApplication.userFullName()}

    def form(self, layer: str) -> dict:
        """Of each column its default value, whether that is put in at each edit, and whether
        nobody may type there.
        """
        of = self.layer(layer)
        shown = {}
        for place, field in enumerate(of.fields()):
            default = of.defaultValueDefinition(place)
            is_fixed = of.editFormConfig().readOnly(place)
            shown[field.name()] = [default.expression(), default.applyOnUpdate(), is_fixed]
        return {"returned": shown}

    def opens(self, layer: str) -> dict:
        """Whether a table opens as a layer."""
        uri = f"{self.path}|layername={layer}"
        return {"returned": QgsVectorLayer(uri, layer, "ogr").isValid()}

    def read(self, layer: str, where: str) -> dict:
        """What the attribute form shows of one feature."""
        feature = self.feature(layer, where)
        shown = {
            field.name(): str(value) if value else None
            for field, value in zip(feature.fields(), feature.attributes(), strict=True)
        }
        return {"returned": shown}

    def type(self, layer: str, where: str, values: dict) -> dict:
        """Type values into the columns of every feature that matches."""

        def edit(of) -> int:
            fields = of.fields()
            found = list(of.getFeatures(QgsFeatureRequest().setFilterExpression(where)))
            for feature in found:
                for name, value in values.items():
                    of.changeAttributeValue(feature.id(), fields.indexFromName(name), value)
            return len(found)

        return self.edited(layer, edit)

    def add(self, layer: str, wkt: str, values: dict) -> dict:
        """Draw a feature and fill its form, which begins with the default values."""

        def edit(of) -> bool:
            fields = of.fields()
            given = {fields.indexFromName(name): value for name, value in values.items()}
            geometry = QgsGeometry.fromWkt(wkt)
            return of.addFeature(QgsVectorLayerUtils.createFeature(of, geometry, given))

        return self.edited(layer, edit)

    def paste(self, layer: str, where: str) -> dict:
        """Copy features and paste them into the same layer, as the clipboard does."""

        def edit(of) -> bool:
            copied = []
            for feature in of.getFeatures(QgsFeatureRequest().setFilterExpression(where)):
                pasted = QgsFeature(of.fields())
                pasted.setGeometry(feature.geometry())
                pasted.setAttributes(feature.attributes())
                copied += QgsVectorLayerUtils.makeFeatureCompatible(pasted, of)
            data = [
                QgsVectorLayerUtils.QgsFeatureData(
                    feature.geometry(), dict(enumerate(feature.attributes()))
                )
                for feature in copied
            ]
            return of.addFeatures(QgsVectorLayerUtils.createFeatures(of, data))

        return self.edited(layer, edit)

    def append(self, layer: str, where: str) -> dict:
        """Add copies of features with all their attributes, as a script does."""

        def edit(of) -> bool:
            copies = []
            for feature in of.getFeatures(QgsFeatureRequest().setFilterExpression(where)):
                copy = QgsFeature(of.fields())
                copy.setGeometry(feature.geometry())
                copy.setAttributes([None, *feature.attributes()[1:]])
                copies.append(copy)
            return of.addFeatures(copies)

        return self.edited(layer, edit)

    def duplicate(self, layer: str, where: str) -> dict:
        """Use the tool that duplicates a feature."""

        def edit(of) -> bool:
            project = QgsProject.instance()
            project.addMapLayer(of, False)
            made, _ = QgsVectorLayerUtils.duplicateFeature(of, self.feature(layer, where), project)
            project.takeMapLayer(of)
            return made.isValid()

        return self.edited(layer, edit)

    def version(self) -> dict:
        """Which QGIS this is."""
        return {"returned": Qgis.QGIS_VERSION}

    def undone(self, layer: str, where: str, values: dict) -> dict:
        """Type, think better of it, undo, and save what is left: nothing."""

        def edit(of) -> bool:
            of.beginEditCommand("typed")
            for feature in of.getFeatures(QgsFeatureRequest().setFilterExpression(where)):
                for name, value in values.items():
                    place = of.fields().indexFromName(name)
                    of.changeAttributeValue(feature.id(), place, value)
            of.endEditCommand()
            of.undoStack().undo()
            return of.isModified()

        return self.edited(layer, edit)

    def grouped(self, typed: list, drawn: list, undone: list) -> dict:
        """Edit layers of a project that saves them in one transaction, and undo what was last.

        Args:
            typed: layer, where, and the values typed; `undone`: the same, taken back before the
                save. drawn: layer, geometry and values of a new feature.
        """
        project = QgsProject.instance()
        layers = [self.layer(name) for name in sorted({typed[0], drawn[0], undone[0]})]
        for each in layers:
            project.addMapLayer(each, False)
        if hasattr(project, "setTransactionMode"):
            project.setTransactionMode(Qgis.TransactionMode.AutomaticGroups)
        else:
            project.setAutoTransaction(True)
        first = self.layer(typed[0])
        assert first.startEditing() and all(each.isEditable() for each in layers)
        for name, where, values in (typed, undone):
            of = self.layer(name)
            # Read to the end before it is edited: both go by one connection.
            meant = list(of.getFeatures(QgsFeatureRequest().setFilterExpression(where)))
            of.beginEditCommand("typed")
            for feature in meant:
                for column, value in values.items():
                    place = of.fields().indexFromName(column)
                    assert of.changeAttributeValue(feature.id(), place, value)
            of.endEditCommand()
        self.layer(undone[0]).undoStack().undo()
        of = self.layer(drawn[0])
        given = {of.fields().indexFromName(name): value for name, value in drawn[2].items()}
        geometry = QgsGeometry.fromWkt(drawn[1])
        assert of.addFeature(QgsVectorLayerUtils.createFeature(of, geometry, given))
        saved = first.commitChanges()
        words = "\n".join(first.commitErrors())
        for each in layers:
            project.takeMapLayer(each)
        if hasattr(project, "setTransactionMode"):
            project.setTransactionMode(Qgis.TransactionMode.Disabled)
        else:
            project.setAutoTransaction(False)
        return {"saved": saved, "words": words, "returned": None}

    def held(self, layer: str, where: str, values: dict, until: str) -> dict:
        """Type in a project that keeps one transaction from the first edit to the save, and save
        when a file is there.
        """
        self.layer(layer)
        if hasattr(QgsProject, "setTransactionMode"):
            self.opened_project.setTransactionMode(Qgis.TransactionMode.AutomaticGroups)
        else:
            self.opened_project.setAutoTransaction(True)

        def edit(of) -> int:
            feature = self.feature(layer, where)
            for name, value in values.items():
                of.changeAttributeValue(feature.id(), of.fields().indexFromName(name), value)
            wait_for(Path(until))
            return feature.id()

        return self.edited(layer, edit)

    def waited(self, layer: str, where: str, note: str, begun: str, until: str) -> dict:
        """Type a note, make a file, and save when another one is there."""

        def edit(of) -> bool:
            of.changeAttributeValue(
                self.feature(layer, where).id(), of.fields().indexFromName("note"), note
            )
            Path(begun).touch()
            wait_for(Path(until))
            return of.isModified()

        return self.edited(layer, edit)

    def several(self, edits: list) -> dict:
        """Type into features of a layer, move vertices and draw, and save all of it at once.

        Args:
            edits: layer, then lists of ``[where, values]``, ``[where, vertex, to]``, ``[wkt,
                values]``.
        """
        layer, typed, moved, drawn = edits

        def edit(of) -> bool:
            fields = of.fields()
            for where, values in typed:
                feature = self.feature(layer, where)
                for name, value in values.items():
                    of.changeAttributeValue(feature.id(), fields.indexFromName(name), value)
            for where, vertex, to in moved:
                feature = self.feature(layer, where)
                QgsVectorLayerEditUtils(of).moveVertex(*to, feature.id(), vertex)
            for wkt, values in drawn:
                given = {fields.indexFromName(name): value for name, value in values.items()}
                made = QgsVectorLayerUtils.createFeature(of, QgsGeometry.fromWkt(wkt), given)
                of.addFeature(made)
            return of.isModified()

        return self.edited(layer, edit)

    def stored(self, source: str, called: str) -> dict:
        """What a layer of a server takes from there when it is opened alone; save its style, too.

        Args:
            source: of the layer. called: under which its style is saved; nothing is where empty.
        """
        of = QgsVectorLayer(source, "alone", "postgres")
        words, is_loaded = of.loadDefaultStyle()
        saved = of.saveStyleToDatabase(called, "", False, "") if called else ""
        return {
            "returned": {
                "loaded": is_loaded,
                "words": words,
                "renderer": of.renderer().type() if of.renderer() else None,
                "saved": saved,
                "names": of.listStylesInDatabase()[2],
            }
        }

    def save_as(self, layer: str, to: str, driver: str, where: str = "", crs: str = "") -> dict:
        """Save a layer as a file of another format, some features only, in another system."""
        from qgis.core import (
            QgsCoordinateReferenceSystem,
            QgsCoordinateTransform,
            QgsVectorFileWriter,
        )

        of = self.layer(layer)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName, options.fileEncoding = driver, layer, "UTF-8"
        if where:
            of.selectByExpression(where)
            options.onlySelectedFeatures = True
        project = QgsProject.instance()
        if crs:
            system = QgsCoordinateReferenceSystem(crs)
            options.ct = QgsCoordinateTransform(of.crs(), system, project)
        written = QgsVectorFileWriter.writeAsVectorFormatV3(
            of, to, project.transformContext(), options
        )
        of.removeSelection()
        return {"saved": written[0] == 0, "words": written[1], "returned": None}

    def split(self, layer: str, where: str, line: list) -> dict:
        """Cut a feature along a line."""

        def edit(of) -> int:
            of.selectByExpression(where)
            cut = [QgsPointXY(*point) for point in line]
            result = of.splitFeatures(cut, False)
            of.removeSelection()
            return int(result)

        return self.edited(layer, edit)

    def merge(self, layer: str, where: str) -> dict:
        """Merge selected features: the first takes the geometry of all, the others go."""

        def edit(of) -> bool:
            merged = list(of.getFeatures(QgsFeatureRequest().setFilterExpression(where)))
            union = QgsGeometry.unaryUnion([feature.geometry() for feature in merged])
            union.convertToMultiType()
            for feature in merged[1:]:
                of.deleteFeature(feature.id())
            return of.changeGeometry(merged[0].id(), union)

        return self.edited(layer, edit)

    def delete(self, layer: str, where: str) -> dict:
        """Delete features."""

        def edit(of) -> bool:
            of.selectByExpression(where)
            return bool(of.deleteSelectedFeatures())

        return self.edited(layer, edit)

    def reshape(self, layer: str, where: str, vertex: int, to: list) -> dict:
        """Move one vertex of a feature."""

        def edit(of) -> bool:
            return bool(
                QgsVectorLayerEditUtils(of).moveVertex(*to, self.feature(layer, where).id(), vertex)
            )

        return self.edited(layer, edit)


def wait_for(path: Path) -> None:
    """Wait until there is a file, or for a minute."""
    last = time.monotonic() + 60
    while not path.exists() and time.monotonic() < last:
        time.sleep(0.01)


def main() -> None:
    application = QgsApplication([], False)
    application.initQgis()
    for line in sys.stdin:
        store, steps = json.loads(line)
        officer = Officer(store)
        answers = [getattr(officer, name)(**given) for name, given in steps]
        officer.layers.clear()
        sys.stdout.write("@@" + json.dumps(answers, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()
    application.exitQgis()


main()
