package com.amd.aim.cli.chart;

import com.amd.aim.cli.Tree;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The chart in the tree, and what Helm makes of it. */
final class Chart {
    static final Path FOLDER = Tree.root().resolve("helm/aim-engine");
    private static final String RELEASE = "aim-engine";
    private static final String NAMESPACE = "aim-system";
    /** Helm without a cluster takes it for an ancient one. */
    private static final String KUBERNETES = "1.34.0";

    private Chart() {}

    static Helm helm() {
        return new Helm(FOLDER);
    }

    /** The manifests as text, with values as on {@code --set}. */
    static String render(Map<String, String> set) {
        TemplateCommand template = template();
        set.forEach(template::set);
        return template.call();
    }

    static String render(Path values) {
        return template().withValuesFile(values).call();
    }

    /** What Helm tells whoever installed the chart. */
    static String notes(Path values) {
        InstallCommand install = helm().install()
                .clientOnly()
                .dryRun()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values);
        String output = install.call().getOutput();
        String marker = "NOTES:\n";
        return output.substring(output.indexOf(marker) + marker.length()).strip() + "\n";
    }

    static List<HasMetadata> objects(Map<String, String> set) {
        Object parsed = new KubernetesSerialization()
                .unmarshal(new ByteArrayInputStream(render(set).getBytes(StandardCharsets.UTF_8)));
        List<?> all = parsed instanceof List<?> list ? list : List.of(parsed);
        return all.stream()
                .filter(Objects::nonNull)
                .map(HasMetadata.class::cast)
                .toList();
    }

    static <T extends HasMetadata> List<T> objects(Map<String, String> set, Class<T> kind) {
        return objects(set).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static TemplateCommand template() {
        return helm().template().withName(RELEASE).withNamespace(NAMESPACE).withKubeVersion(KUBERNETES);
    }
}
