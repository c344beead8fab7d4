package com.amd.aim.bench;

/**
 * How far a controller of the operator is.
 *
 * @param reconciles it has ended well
 * @param waiting for their turn
 */
record Metric(double reconciles, double waiting) {
    static Metric of(String page, String controller) {
        return new Metric(
                value(page, "reconciliations_success_total{controller_name=\"" + controller + "\"}"),
                value(page, "reconciliations_queue{controller_name=\"" + controller + "\"}"));
    }

    /** Whether that many objects have been looked at. */
    boolean done(int objects) {
        return reconciles >= objects && waiting == 0;
    }

    private static double value(String page, String name) {
        return page.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(
                        line -> Double.parseDouble(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(0);
    }
}
