package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Key;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a container: {@code envFrom}, then {@code env} in its order, each value seeing the ones before it.
 * What the pod refers to and is not there keeps the container waiting with {@code CreateContainerConfigError}. There
 * are no variables for Services ({@code enableServiceLinks}).
 */
final class Environment {

    private static final Pattern KEYED_FIELD = Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

    /** Where Secrets and ConfigMaps are read. */
    interface Sources {

        Optional<Secret> secret(Key key);

        Optional<ConfigMap> configMap(Key key);
    }

    private final Pod pod;
    private final String podIp;
    private final String hostIp;
    private final Sources sources;

    Environment(Pod pod, String podIp, String hostIp, Sources sources) {
        this.pod = pod;
        this.podIp = podIp;
        this.hostIp = hostIp;
        this.sources = sources;
    }

    Map<String, String> of(Container container) throws ContainerStartException {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("HOSTNAME", pod.getMetadata().getName());
        for (EnvFromSource from : container.getEnvFrom()) {
            String prefix = Objects.requireNonNullElse(from.getPrefix(), "");
            all(from).forEach((name, value) -> env.put(prefix + name, value));
        }
        for (EnvVar variable : container.getEnv()) {
            Optional<String> value = variable.getValueFrom() == null
                    ? Optional.of(Expansion.expand(Objects.requireNonNullElse(variable.getValue(), ""), env))
                    : value(variable.getName(), variable.getValueFrom());
            value.ifPresent(text -> env.put(variable.getName(), text));
        }
        return env;
    }

    private Map<String, String> all(EnvFromSource from) throws ContainerStartException {
        if (from.getSecretRef() != null) {
            String name = from.getSecretRef().getName();
            Optional<Secret> secret = sources.secret(key(name));
            if (secret.isEmpty() && !Boolean.TRUE.equals(from.getSecretRef().getOptional())) {
                throw missing("secret \"" + name + "\" not found");
            }
            return secret.map(Environment::data).orElse(Map.of());
        }
        if (from.getConfigMapRef() != null) {
            String name = from.getConfigMapRef().getName();
            Optional<ConfigMap> configMap = sources.configMap(key(name));
            if (configMap.isEmpty()
                    && !Boolean.TRUE.equals(from.getConfigMapRef().getOptional())) {
                throw missing("configmap \"" + name + "\" not found");
            }
            return configMap.map(ConfigMap::getData).orElse(Map.of());
        }
        return Map.of();
    }

    private Optional<String> value(String variable, EnvVarSource from) throws ContainerStartException {
        if (from.getSecretKeyRef() != null) {
            SecretKeySelector ref = from.getSecretKeyRef();
            Optional<Map<String, String>> data =
                    sources.secret(key(ref.getName())).map(Environment::data);
            return pick(data, "secret", "Secret", ref.getName(), ref.getKey(), ref.getOptional());
        }
        if (from.getConfigMapKeyRef() != null) {
            ConfigMapKeySelector ref = from.getConfigMapKeyRef();
            Optional<Map<String, String>> data = sources.configMap(key(ref.getName()))
                    .map(found -> Objects.requireNonNullElse(found.getData(), Map.of()));
            return pick(data, "configmap", "ConfigMap", ref.getName(), ref.getKey(), ref.getOptional());
        }
        if (from.getFieldRef() != null) {
            return Optional.of(field(variable, from.getFieldRef().getFieldPath()));
        }
        throw missing(
                "env " + variable + ": a simulated node resolves secretKeyRef, configMapKeyRef and fieldRef only");
    }

    private Optional<String> pick(
            Optional<Map<String, String>> data,
            String word,
            String kind,
            String name,
            String key,
            @Nullable Boolean optional)
            throws ContainerStartException {
        Optional<String> value = data.map(there -> there.get(key));
        if (value.isPresent() || Boolean.TRUE.equals(optional)) {
            return value;
        }
        throw data.isEmpty()
                ? missing(word + " \"" + name + "\" not found")
                : missing("couldn't find key " + key + " in " + kind + " " + key(name));
    }

    private String field(String variable, String path) throws ContainerStartException {
        Matcher keyed = KEYED_FIELD.matcher(path);
        if (keyed.matches()) {
            Map<String, String> map = keyed.group(1).equals("labels")
                    ? pod.getMetadata().getLabels()
                    : pod.getMetadata().getAnnotations();
            return Objects.requireNonNullElse(map, Map.<String, String>of()).getOrDefault(keyed.group(2), "");
        }
        return switch (path) {
            case "metadata.name" -> pod.getMetadata().getName();
            case "metadata.namespace" -> pod.getMetadata().getNamespace();
            case "metadata.uid" -> pod.getMetadata().getUid();
            case "spec.nodeName" -> pod.getSpec().getNodeName();
            case "spec.serviceAccountName" ->
                Objects.requireNonNullElse(pod.getSpec().getServiceAccountName(), "default");
            case "status.podIP", "status.podIPs" -> podIp;
            case "status.hostIP", "status.hostIPs" -> hostIp;
            default -> throw missing("env " + variable + ": a simulated node does not know the field " + path);
        };
    }

    /** A Secret's values as text. */
    static Map<String, String> data(Secret secret) {
        Map<String, String> data = new LinkedHashMap<>();
        Objects.requireNonNullElse(secret.getData(), Map.<String, String>of())
                .forEach((name, value) ->
                        data.put(name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return data;
    }

    private Key key(String name) {
        return new Key(pod.getMetadata().getNamespace(), name);
    }

    private static ContainerStartException missing(String message) {
        return new ContainerStartException("CreateContainerConfigError", message);
    }
}
