package org.modelyard.registry.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.export.Export;
import org.modelyard.ml.onnx.OnnxCheck;
import org.modelyard.ml.onnx.OnnxExport;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.model.RegistryJson;

/**
 * A version in another form.
 *
 * @param featureStep INSIDE: the file takes the version's own inputs; OUTSIDE: encoded features
 * @param decision whether calibration and threshold are in the file; NONE when the version has none
 * @param columns why the feature step is outside, by feature
 * @param verified what ONNX Runtime answered to the version's own rows; null for forms that are not run here
 * @param href where it is downloaded
 */
public record ExportView(
        String format,
        String sha256,
        long bytes,
        Export.Part featureStep,
        Export.Part decision,
        List<OnnxExport.Outside> columns,
        @Nullable OnnxCheck verified,
        String href) {

    static ExportView of(String format, Artifact artifact, String href) {
        Export.Facts facts = RegistryJson.read(String.valueOf(artifact.facts()), Export.Facts.class);
        return new ExportView(
                format,
                artifact.sha256(),
                artifact.bytes(),
                facts.featureStep(),
                facts.decision(),
                facts.outside(),
                facts.verified(),
                href);
    }
}
