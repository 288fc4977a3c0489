package io.daybook.projector.webhooks.address;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * Addresses that begin alike.
 *
 * @param first the lowest of them
 * @param prefixBits number of leading bits that they share
 */
record AddressRange(InetAddress first, int prefixBits) {

    /** From the usual notation, {@code 10.0.0.0/8}. */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        return new AddressRange(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
        int bits = address.getAddress().length * Byte.SIZE;
        return first.getAddress().length * Byte.SIZE == bits
                && number(first)
                        .shiftRight(bits - prefixBits)
                        .equals(number(address).shiftRight(bits - prefixBits));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
