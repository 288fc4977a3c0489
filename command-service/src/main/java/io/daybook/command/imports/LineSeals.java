package io.daybook.command.imports;

import io.daybook.command.account.AccountOwners;
import io.daybook.command.imports.ImportLine.RefusedLine;
import io.daybook.command.imports.LineRefusal.Withheld;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.imports.file.LinePartiesReader.Parties;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.personaldata.PersonalDataCipher.Encryptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encrypts what is personal in the lines of files with the keys of whom it is about, and decrypts it again.
 *
 * <p>What was refused is encrypted with the key of its import, which is destroyed some time after the import has ended, and inside
 * of that with the key of each customer that it is known to be about, so that the erasure of any of them makes it unreadable.
 */
@Component
class LineSeals {

    private final PersonalDataCipher cipher;
    private final AccountOwners owners;
    private final JsonMapper json;

    LineSeals(PersonalDataCipher cipher, AccountOwners owners, JsonMapper json) {
        this.cipher = cipher;
        this.owners = owners;
        this.json = json;
    }

    /** The texts of a refusal. */
    private record Texts(String content, String detail) {}

    /** The name under which the key store has the key of an import's own, beside those of customers. */
    static String keyOwner(UUID importId) {
        return "import:" + importId;
    }

    /**
     * Encryptors for what lines tell about accounts, by account.
     *
     * @param customerOf the customer that an account will have that is not there yet, null if it is not about to be opened
     */
    Map<UUID, Encryptor> encryptors(Collection<UUID> accounts, Function<UUID, @Nullable String> customerOf) {
        Map<UUID, String> customers = new HashMap<>(owners.ownersOf(accounts));
        accounts.forEach(account -> customers.computeIfAbsent(account, customerOf));
        Map<String, Encryptor> encryptors = cipher.encryptorsFor(Set.copyOf(customers.values()));
        return customers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, of -> Objects.requireNonNull(encryptors.get(of.getValue()))));
    }

    /** Encrypts refusals of an import. */
    List<SealedRefusal> sealed(UUID importId, List<RefusedLine> refused, Function<FileRecord, Parties> parties) {
        List<Parties> about =
                refused.stream().map(line -> parties.apply(line.record())).toList();
        Map<UUID, String> customers = owners.ownersOf(
                about.stream().flatMap(some -> some.accounts().stream()).collect(Collectors.toSet()));
        List<Set<String>> keys =
                about.stream().map(some -> keyOwners(importId, some, customers)).toList();
        Map<String, Encryptor> encryptors =
                cipher.encryptorsFor(keys.stream().flatMap(Set::stream).collect(Collectors.toSet()));
        var sealed = new SealedRefusal[refused.size()];
        for (int i = 0; i < sealed.length; i++) {
            List<Encryptor> layers = keys.get(i).stream()
                    .map(key -> Objects.requireNonNull(encryptors.get(key)))
                    .toList();
            sealed[i] = sealed(refused.get(i).refusal(), layers);
        }
        return List.of(sealed);
    }

    /** Those whose keys a refusal is encrypted with: the innermost first, the import last. */
    private static Set<String> keyOwners(UUID importId, Parties about, Map<UUID, String> customers) {
        var keyOwners = new LinkedHashSet<>(about.customers());
        about.accounts().stream().map(customers::get).filter(Objects::nonNull).forEach(keyOwners::add);
        keyOwners.add(keyOwner(importId));
        return keyOwners;
    }

    private SealedRefusal sealed(LineRefusal refusal, List<Encryptor> layers) {
        String text = json.writeValueAsString(
                new Texts(Objects.requireNonNull(refusal.content()), Objects.requireNonNull(refusal.detail())));
        for (Encryptor layer : layers) {
            text = layer.encrypt(text);
        }
        return new SealedRefusal(refusal.line(), refusal.code(), text);
    }

    /** Decrypts refusals. The texts of those that were erased are absent. */
    List<LineRefusal> opened(List<SealedRefusal> refusals) {
        Map<String, String> opened = opened(refusals.stream()
                .map(SealedRefusal::sealed)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return refusals.stream()
                .map(refusal -> opened(refusal, opened.get(refusal.sealed())))
                .toList();
    }

    private LineRefusal opened(SealedRefusal refusal, @Nullable String text) {
        if (text == null) {
            return refusal.withheld(Withheld.ERASED);
        }
        Texts texts = json.readValue(text, Texts.class);
        return new LineRefusal(refusal.line(), texts.content(), refusal.code(), texts.detail(), null);
    }

    /** Decrypts layer by layer: the innermost text is a JSON object, and so is not taken for an encrypted one. */
    private Map<String, String> opened(Set<String> sealed) {
        Map<String, String> outer = cipher.decrypt(sealed);
        Set<String> inner =
                outer.values().stream().filter(LineSeals::isEncrypted).collect(Collectors.toSet());
        if (inner.isEmpty()) {
            return outer;
        }
        Map<String, String> further = opened(inner);
        var opened = new HashMap<String, String>();
        outer.forEach((layer, text) -> {
            String plain = isEncrypted(text) ? further.get(text) : text;
            if (plain != null) {
                opened.put(layer, plain);
            }
        });
        return opened;
    }

    private static boolean isEncrypted(String text) {
        return PersonalDataCipher.keyOf(text).isPresent();
    }
}
