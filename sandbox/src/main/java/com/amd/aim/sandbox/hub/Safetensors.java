package com.amd.aim.sandbox.hub;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Writes the safetensors format: eight bytes of header length, little endian, a JSON header of name, type, shape and offsets, padded with
 * spaces to a multiple of eight, then the tensors one after the other.
 */
final class Safetensors {
    /** bfloat16 numbers are the upper halves of floats: 1.0, and the exponent of numbers between 1/64 and 1/32. */
    private static final short ONE = 0x3F80;

    private static final int SMALL = 0x79 << 7;
    private static final int MANTISSA = 0x7F;
    private static final int SIGN = 0x8000;

    private Safetensors() {}

    /**
     * A tensor of bfloat16.
     *
     * @param name as the engines look for it
     * @param rows its first dimension
     * @param columns its second; 0 for a vector
     */
    record Tensor(String name, int rows, int columns) {
        Tensor(String name, int length) {
            this(name, length, 0);
        }

        int elements() {
            return columns == 0 ? rows : rows * columns;
        }

        long bytes() {
            return 2L * elements();
        }
    }

    /** A file with these tensors: vectors are ones, as norms begin, matrices small random numbers that follow from the seed. */
    static byte[] container(List<Tensor> tensors, int seed) {
        byte[] header = header(tensors).getBytes(StandardCharsets.US_ASCII);
        int length = Math.ceilDiv(header.length, 8) * 8;
        int data = (int) tensors.stream().mapToLong(Tensor::bytes).sum();
        ByteBuffer file = ByteBuffer.allocate(8 + length + data).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(length).put(header);
        IntStream.range(header.length, length).forEach(_ -> file.put((byte) ' '));
        for (Tensor tensor : tensors) {
            SplittableRandom random =
                    new SplittableRandom(31L * seed + tensor.name().hashCode());
            for (int i = 0; i < tensor.elements(); i++) {
                file.putShort(tensor.columns() == 0 ? ONE : small(random.nextInt()));
            }
        }
        return file.array();
    }

    private static short small(int random) {
        return (short) ((random & SIGN) | SMALL | (random & MANTISSA));
    }

    private static String header(List<Tensor> tensors) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (Tensor tensor : tensors) {
            ObjectNode entry = header.putObject(tensor.name()).put("dtype", "BF16");
            var shape = entry.putArray("shape").add(tensor.rows());
            if (tensor.columns() > 0) {
                shape.add(tensor.columns());
            }
            entry.putArray("data_offsets").add(offset).add(offset + tensor.bytes());
            offset += tensor.bytes();
        }
        return header.toString();
    }
}
