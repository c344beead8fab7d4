package com.amd.aim.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One server as a container on a host with AMD GPUs (R62), for Docker and for Compose: the devices and the groups that may
 * open them, shared memory of its own, the port, and a volume that keeps the weights. The hub's token is the caller's.
 */
public final class ContainerRun {
    /** Where weights are kept in a container (R30). */
    public static final String CACHE_PATH = "/workspace/model-cache";

    private static final String VOLUME = "aim-model-cache";
    private static final String TOKEN = "HF_TOKEN";
    private static final List<String> DEVICES = List.of("/dev/kfd", "/dev/dri");
    private static final List<String> GROUPS = List.of("video", "render");

    private final String name;
    private final ServingConfig config;

    /**
     * Renders nothing yet.
     *
     * @param name of the container
     */
    public ContainerRun(String name, ServingConfig config) {
        this.name = name;
        this.config = config;
    }

    /**
     * The words of a {@code docker run}; an image's entry point is not relied on. The servers of one replica on several
     * nodes meet each other on ports of their own choosing, so they share the host's network.
     *
     * @param command of the server, on its node
     */
    public List<String> dockerRun(List<String> command) {
        List<String> words = new ArrayList<>(List.of("docker", "run", "--rm", "--name", name));
        DEVICES.forEach(device -> words.addAll(List.of("--device", device)));
        GROUPS.forEach(group -> words.addAll(List.of("--group-add", group)));
        words.addAll(List.of("--ipc", "private", "--shm-size", sharedMemory()));
        words.addAll(
                config.spansNodes()
                        ? List.of("--network", "host")
                        : List.of("--publish", config.port() + ":" + config.port()));
        words.addAll(List.of("--volume", VOLUME + ":" + CACHE_PATH, "--env", TOKEN));
        environment().forEach((variable, value) -> words.addAll(List.of("--env", variable + "=" + value)));
        words.addAll(List.of("--entrypoint", command.getFirst(), config.image()));
        words.addAll(command.subList(1, command.size()));
        return words;
    }

    /** A Compose file as a tree of maps, lists, texts and numbers; a missing value stands for that of the caller. */
    public Map<String, Object> compose() {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("image", literal(config.image()));
        service.put("entrypoint", List.of(literal(config.command().getFirst())));
        service.put(
                "command",
                config.command().stream().skip(1).map(ContainerRun::literal).toList());
        service.put("devices", DEVICES);
        service.put("group_add", GROUPS);
        service.put("ipc", "private");
        service.put("shm_size", sharedMemory());
        service.put("ports", List.of(config.port() + ":" + config.port()));
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put(TOKEN, "${" + TOKEN + ":-}");
        environment().forEach((variable, value) -> environment.put(variable, literal(value)));
        service.put("environment", environment);
        service.put("volumes", List.of(VOLUME + ":" + CACHE_PATH));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("services", Map.of(name, service));
        // without a name it would be each project's own, and every project would download the weights
        file.put("volumes", Map.of(VOLUME, Map.of("name", VOLUME)));
        return file;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HF_HUB_CACHE", CACHE_PATH);
        environment.putAll(config.env());
        return environment;
    }

    private String sharedMemory() {
        return config.resources().sharedMemoryBytes() / (1L << 20) + "m";
    }

    /** Compose replaces variables; nothing of ours is one. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }
}
