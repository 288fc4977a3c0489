package io.daybook.events.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.events.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The tree, its frontier and its proofs, against RFC 9162's definitions written down naively. */
class MerkleTest {

    private static final int HASH_BYTES = 32;

    private final List<Hash> events = events(1000);
    private final Map<List<Integer>, Hash> known = new HashMap<>();
    private final MerkleTree tree =
            new MerkleTree((level, index) -> naive((int) (index << level), (int) ((index + 1) << level)));

    @Test
    void a_small_tree_has_the_root_that_anybody_can_compute() {
        // Computed independently (Python's hashlib) for three events whose hashes are 32 ones, twos and threes.
        var frontier = new MerkleFrontier();
        for (byte value = 1; value <= 3; value++) {
            byte[] hash = new byte[HASH_BYTES];
            Arrays.fill(hash, value);
            frontier.add(Hash.of(hash));
        }

        assertThat(frontier.root()).hasToString("df896896c799531f1fd1e556cea26a6989ab06853bcbfdd3e4f5097a611f658f");
    }

    @Test
    void an_empty_tree_has_the_hash_of_nothing() {
        assertThat(new MerkleFrontier().root())
                .isEqualTo(tree.root(0))
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void at_every_size_the_tree_and_its_frontier_have_the_root_that_is_defined() {
        var frontier = new MerkleFrontier();
        for (int size = 1; size <= events.size(); size++) {
            frontier.add(events.get(size - 1));

            assertThat(frontier.root()).isEqualTo(naive(0, size));
            assertThat(tree.root(size)).isEqualTo(naive(0, size));
        }
    }

    @Property
    void every_leaf_of_a_tree_is_shown_to_be_in_it_and_no_other_hash_is(
            @ForAll @IntRange(min = 1, max = 1000) int size, @ForAll @IntRange(max = 999) int any) {
        int leaf = any % size;
        List<Hash> path = tree.inclusion(leaf, size);
        Hash event = events.get(leaf);
        Hash root = naive(0, size);

        assertThat(path).isEqualTo(naivePath(leaf, 0, size)).hasSizeLessThanOrEqualTo(10);
        assertThat(MerkleProofs.isIncluded(event, leaf, size, path, root)).isTrue();
        assertThat(MerkleProofs.isIncluded(altered(event), leaf, size, path, root))
                .isFalse();
        assertThat(MerkleProofs.isIncluded(event, leaf, size, path, altered(root)))
                .isFalse();
        assertThat(MerkleProofs.isIncluded(event, leaf + 1, size, path, root)).isFalse();
        assertThat(MerkleProofs.isIncluded(event, leaf, size, longer(path), root))
                .isFalse();
        for (int i = 0; i < path.size(); i++) {
            assertThat(MerkleProofs.isIncluded(event, leaf, size, alteredAt(i, path), root))
                    .isFalse();
        }
    }

    @Property
    void a_tree_is_shown_to_have_grown_out_of_a_smaller_one_and_out_of_no_other(
            @ForAll @IntRange(min = 1, max = 1000) int to, @ForAll @IntRange(max = 999) int any) {
        int from = 1 + any % to;
        List<Hash> path = tree.consistency(from, to);
        Hash fromRoot = naive(0, from);
        Hash toRoot = naive(0, to);

        assertThat(MerkleProofs.isConsistent(from, fromRoot, to, toRoot, path)).isTrue();
        assertThat(MerkleProofs.isConsistent(from, altered(fromRoot), to, toRoot, path))
                .isFalse();
        assertThat(MerkleProofs.isConsistent(from, fromRoot, to, altered(toRoot), path))
                .isFalse();
        assertThat(MerkleProofs.isConsistent(from, fromRoot, to, toRoot, longer(path)))
                .isFalse();
        for (int i = 0; i < path.size(); i++) {
            assertThat(MerkleProofs.isConsistent(from, fromRoot, to, toRoot, alteredAt(i, path)))
                    .isFalse();
            assertThat(MerkleProofs.isConsistent(from, fromRoot, to, toRoot, path.subList(0, i)))
                    .isFalse();
        }
    }

    /** MTH(D[start:end]) of section 2.1.1, and no more than that. */
    private Hash naive(int start, int end) {
        List<Integer> range = List.of(start, end);
        Hash hash = known.get(range);
        if (hash == null) {
            int middle = start + split(end - start);
            hash = end - start == 1
                    ? Merkle.leaf(events.get(start))
                    : Merkle.node(naive(start, middle), naive(middle, end));
            known.put(range, hash);
        }
        return hash;
    }

    /** PATH(m, D[start:end]) of section 2.1.3.1. */
    private List<Hash> naivePath(int leaf, int start, int end) {
        if (end - start == 1) {
            return List.of();
        }
        int middle = start + split(end - start);
        var path = new ArrayList<Hash>(leaf < middle ? naivePath(leaf, start, middle) : naivePath(leaf, middle, end));
        path.add(leaf < middle ? naive(middle, end) : naive(start, middle));
        return path;
    }

    private static int split(int size) {
        int split = 1;
        while (split * 2 < size) {
            split *= 2;
        }
        return split;
    }

    private static List<Hash> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Hash.of(ByteBuffer.allocate(HASH_BYTES).putInt(i).array()))
                .toList();
    }

    private static Hash altered(Hash hash) {
        byte[] bytes = hash.bytes();
        bytes[7] ^= 1;
        return Hash.of(bytes);
    }

    private static List<Hash> alteredAt(int index, List<Hash> path) {
        var other = new ArrayList<>(path);
        other.set(index, altered(path.get(index)));
        return other;
    }

    private static List<Hash> longer(List<Hash> path) {
        var other = new ArrayList<>(path);
        other.add(Hash.NONE);
        return other;
    }
}
