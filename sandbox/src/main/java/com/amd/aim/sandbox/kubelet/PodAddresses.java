package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.PortMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives every pod an address of its own, so that pods can listen on the ports that their containers name. The addresses
 * are those of one block {@code 127.B.0.0/16}; a socket on the block's last address keeps other sandboxes of this
 * machine out of it. Where the system has no loopback address but 127.0.0.1, all pods share that one and free ports
 * stand for theirs.
 */
final class PodAddresses implements AutoCloseable {

    private static final int KEEPER_PORT = 47171;
    private static final int FIRST_BLOCK = 16;
    private static final int BLOCKS = 208;

    private final int block;
    private final ServerSocket keeper;
    private final Deque<Integer> returned = new ArrayDeque<>();
    private int next = 256; // what is below belongs to nodes

    private PodAddresses(int block, ServerSocket keeper) {
        this.block = block;
        this.keeper = keeper;
    }

    /** Takes a block that nobody has; finds out by trying what the system allows. */
    static PodAddresses take() {
        int first = ThreadLocalRandom.current().nextInt(BLOCKS);
        if (!canBind(address(FIRST_BLOCK, 65534))) {
            return shared();
        }
        for (int i = 0; i < BLOCKS; i++) {
            Optional<PodAddresses> taken = take(FIRST_BLOCK + (first + i) % BLOCKS);
            if (taken.isPresent()) {
                return taken.get();
            }
        }
        return shared();
    }

    /** Nothing when the block is somebody else's. */
    private static Optional<PodAddresses> take(int block) {
        try {
            ServerSocket keeper = new ServerSocket();
            keeper.bind(new InetSocketAddress(address(block, 65534), KEEPER_PORT));
            return Optional.of(new PodAddresses(block, keeper));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** One address for all. */
    static PodAddresses shared() {
        try {
            return new PodAddresses(0, new ServerSocket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether pods have addresses of their own. */
    boolean own() {
        return block != 0;
    }

    /** The address of the node with this number. */
    InetAddress node(int number) {
        return own() ? address(block, 1 + number % 250) : InetAddress.getLoopbackAddress();
    }

    /** An address for a pod until it is {@link #release released}. */
    synchronized InetAddress acquire() {
        if (!own()) {
            return InetAddress.getLoopbackAddress();
        }
        // addresses rest as long as possible, so that a client of a pod that is gone does not meet another one
        return address(block, next < 65_000 ? next++ : returned.removeFirst());
    }

    synchronized void release(InetAddress address) {
        if (own()) {
            byte[] bytes = address.getAddress();
            returned.addLast((bytes[2] & 0xff) << 8 | (bytes[3] & 0xff));
        }
    }

    @Override
    public void close() {
        try {
            keeper.close();
        } catch (IOException _) {
            // it is gone with the process at the latest
            return;
        }
    }

    private static InetAddress address(int block, int rest) {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) block, (byte) (rest >> 8), (byte) rest});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean canBind(InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** The ports of one pod: themselves, or a free one for each that is asked for. */
    static final class Ports {
        private final boolean own;
        private final Map<Integer, Integer> free = new TreeMap<>();

        Ports(boolean own) {
            this.own = own;
        }

        /** The port to listen on in place of {@code containerPort}. */
        synchronized int listen(int containerPort) {
            return own ? containerPort : free.computeIfAbsent(containerPort, _ -> anyFree());
        }

        synchronized PortMap map() {
            return new PortMap(free);
        }

        private static int anyFree() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
