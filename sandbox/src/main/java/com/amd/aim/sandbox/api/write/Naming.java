package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.ThreadLocalRandom;

/** Names for objects that give only a prefix. */
final class Naming {

    /** The letters Kubernetes uses: no vowels, so no words. */
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final int LONGEST_PREFIX = 58;

    private Naming() {}

    /** Sets the name from {@code generateName} when there is no name. */
    static void name(ObjectNode metadata) {
        String prefix = Json.text(metadata, "generateName");
        if (Json.text(metadata, "name").isEmpty() && !prefix.isEmpty()) {
            String base = prefix.length() > LONGEST_PREFIX ? prefix.substring(0, LONGEST_PREFIX) : prefix;
            metadata.put("name", base + random(5));
        }
    }

    /** Random letters that are valid in names. */
    static String random(int length) {
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            name.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
