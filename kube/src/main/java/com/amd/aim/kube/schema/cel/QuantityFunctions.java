package com.amd.aim.kube.schema.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/** Quantities in expressions: {@code quantity('1Gi').isGreaterThan(quantity('0'))}. */
final class QuantityFunctions {

    private static final CelType TYPE = OpaqueType.create("kubernetes.Quantity");
    private static final List<CelType> TWO = List.of(TYPE, TYPE);
    private static final List<CelType> AND_INT = List.of(TYPE, SimpleType.INT);

    private QuantityFunctions() {}

    static void addTo(Functions functions) {
        functions
                .function(
                        "quantity",
                        "string_to_quantity",
                        TYPE,
                        SimpleType.STRING,
                        String.class,
                        QuantityFunctions::parse)
                .function(
                        "isQuantity",
                        "is_quantity_string",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        String.class,
                        text -> Quantity.parse(text).isPresent());
        inspect(functions);
        compare(functions);
        calculate(functions);
    }

    private static void inspect(Functions functions) {
        functions
                .function("sign", "quantity_sign", SimpleType.INT, TYPE, Quantity.class, q ->
                        (long) q.amount().signum())
                .method("isInteger", "quantity_is_integer", SimpleType.BOOL, TYPE, Quantity.class, Quantity::isInteger)
                .method(
                        "asInteger",
                        "quantity_get_int",
                        SimpleType.INT,
                        TYPE,
                        Quantity.class,
                        QuantityFunctions::integer)
                .method(
                        "asApproximateFloat",
                        "quantity_get_float",
                        SimpleType.DOUBLE,
                        TYPE,
                        Quantity.class,
                        q -> q.amount().doubleValue());
    }

    private static void compare(Functions functions) {
        Class<Quantity> q = Quantity.class;
        functions
                .method(
                        "isGreaterThan",
                        "quantity_is_greater_than",
                        SimpleType.BOOL,
                        TWO,
                        q,
                        q,
                        (a, b) -> a.compareTo(b) > 0)
                .method("isLessThan", "quantity_is_less_than", SimpleType.BOOL, TWO, q, q, (a, b) -> a.compareTo(b) < 0)
                .method("compareTo", "quantity_compare_to", SimpleType.INT, TWO, q, q, (a, b) -> (long) a.compareTo(b));
    }

    private static void calculate(Functions functions) {
        Class<Quantity> q = Quantity.class;
        functions
                .method("add", "quantity_add", TYPE, TWO, q, q, Quantity::plus)
                .method("add", "quantity_add_int", TYPE, AND_INT, q, Long.class, (a, b) -> a.plus(Quantity.of(b)))
                .method("sub", "quantity_sub", TYPE, TWO, q, q, Quantity::minus)
                .method("sub", "quantity_sub_int", TYPE, AND_INT, q, Long.class, (a, b) -> a.minus(Quantity.of(b)));
    }

    private static Quantity parse(String text) {
        return Quantity.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("quantities must match the regular expression "
                        + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
    }

    private static long integer(Quantity quantity) {
        if (!quantity.isInteger()) {
            throw new IllegalArgumentException("cannot convert value to integer");
        }
        return quantity.amount().longValueExact();
    }
}
