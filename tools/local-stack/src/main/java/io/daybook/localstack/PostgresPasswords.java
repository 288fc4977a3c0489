package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Passwords of the roles of a server on this machine, made by chance. They are in a file that only its owner can read, in the form
 * that {@code psql} takes from {@code PGPASSFILE}.
 */
public final class PostgresPasswords {

    /** The role that may do anything. */
    static final String SUPERUSER = "postgres";

    private static final int ROLE = 3;
    private static final int FIELDS = 5;
    private static final int BYTES = 24;

    private final Map<String, String> byRole;

    private PostgresPasswords(Map<String, String> byRole) {
        this.byRole = byRole;
    }

    /** Passwords in that file; those that are not there yet are made. */
    public static PostgresPasswords in(Path file) {
        try {
            var byRole = new LinkedHashMap<String, String>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] fields = line.split(":", FIELDS);
                    byRole.put(fields[ROLE], fields[ROLE + 1]);
                }
            } else {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Stream.concat(Stream.of(SUPERUSER), Databases.ROLES.stream())
                    .forEach(role -> byRole.computeIfAbsent(role, missing -> newPassword()));
            var passwords = new PostgresPasswords(byRole);
            Files.write(file, passwords.lines());
            return passwords;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private List<String> lines() {
        return byRole.entrySet().stream()
                .map(entry -> "*:*:*:%s:%s".formatted(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The password of a role. */
    public String of(String role) {
        String password = byRole.get(role);
        if (password == null) {
            throw new IllegalArgumentException("No role of the suite is called %s.".formatted(role));
        }
        return password;
    }

    /** Tells these passwords from others, and nothing about them. */
    String fingerprint() {
        try {
            byte[] all = lines().stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
