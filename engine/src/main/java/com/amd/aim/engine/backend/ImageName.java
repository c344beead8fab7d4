package com.amd.aim.engine.backend;

/**
 * The parts of an image's name that tell images apart.
 *
 * @param name repository and tag, perhaps behind the host of a registry
 * @param digest {@code sha256:…}, or nothing
 */
record ImageName(String name, String digest) {
    static ImageName parse(String image) {
        int at = image.indexOf('@');
        return at < 0 ? new ImageName(image, "") : new ImageName(image.substring(0, at), image.substring(at + 1));
    }

    /** A digest tells all; without one the name does, on whatever registry. */
    boolean isSameAs(ImageName other) {
        if (digest.isEmpty() || other.digest.isEmpty()) {
            return other.name.equals(name) || other.name.endsWith("/" + name);
        }
        return digest.equals(other.digest);
    }
}
