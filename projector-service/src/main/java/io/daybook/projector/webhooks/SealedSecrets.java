package io.daybook.projector.webhooks;

import io.daybook.personaldata.KeysUnavailable;
import io.daybook.personaldata.SecretCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets as they are stored: encrypted by the master key, and bound to their subscription. */
final class SealedSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(SealedSecrets.class);

    private static final String PLAIN = """
            select subscription_id,
                   plain_secret,
                   plain_previous_secret
            from subscriptions
            where plain_secret is not null
               or plain_previous_secret is not null
            order by subscription_id
            for no key update
            """;

    private static final String SEAL = """
            update subscriptions
            set sealed_secret          = coalesce(cast(:secret as text), sealed_secret),
                sealed_previous_secret = coalesce(cast(:previous as text), sealed_previous_secret),
                plain_secret           = null,
                plain_previous_secret  = null
            where subscription_id = :id
            """;

    private static final String SEALED = """
            select subscription_id,
                   sealed_secret,
                   sealed_previous_secret
            from subscriptions
            where sealed_secret is not null
               or sealed_previous_secret is not null
            order by subscription_id
            for no key update
            """;

    private static final String SEAL_ANEW = """
            update subscriptions
            set sealed_secret          = :secret,
                sealed_previous_secret = :previous
            where subscription_id = :id
            """;

    private final WebhooksDatabase database;
    private final SecretCipher cipher;

    SealedSecrets(WebhooksDatabase database, SecretCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    private record PlainSecrets(
            UUID subscription,
            @Nullable Secret secret,
            @Nullable Secret previous) {}

    private record StoredSecrets(
            UUID subscription,
            @Nullable String secret,
            @Nullable String previous) {}

    String seal(UUID subscription, Secret secret) {
        return cipher.encrypt(owner(subscription), secret.key());
    }

    /**
     * The secrets again.
     *
     * @throws KeysUnavailable if the master key of one of them is not in the file
     */
    List<Secret> unseal(UUID subscription, List<String> sealed) {
        return sealed.stream()
                .map(text -> Secret.of(cipher.decrypt(owner(subscription), text)))
                .toList();
    }

    private static String owner(UUID subscription) {
        return "webhook:" + subscription;
    }

    /** Seals what a release before has left as it is; nothing if that was done before. Several processes may at the same time. */
    void sealPlain() {
        int unused = database.inTransaction(() -> {
            List<PlainSecrets> left =
                    database.jdbc().sql(PLAIN).query(SealedSecrets::plain).list();
            left.forEach(this::seal);
            return left.size();
        });
    }

    /**
     * Seals what former master keys have sealed by the current one. What has no master key in the file any more stays as it is.
     *
     * @return number of subscriptions whose secrets need a former master key still
     */
    int sealAnew() {
        return database.inTransaction(() -> {
            int needy = 0;
            for (StoredSecrets stored :
                    database.jdbc().sql(SEALED).query(SealedSecrets::stored).list()) {
                if (!isCurrent(stored.secret()) || !isCurrent(stored.previous())) {
                    needy += sealedAnew(stored) ? 0 : 1;
                }
            }
            return needy;
        });
    }

    private boolean isCurrent(@Nullable String sealed) {
        return sealed == null || cipher.isCurrent(sealed);
    }

    private boolean sealedAnew(StoredSecrets stored) {
        try {
            database.jdbc()
                    .sql(SEAL_ANEW)
                    .param("id", stored.subscription())
                    .param("secret", sealedAnew(stored.subscription(), stored.secret()))
                    .param("previous", sealedAnew(stored.subscription(), stored.previous()))
                    .update();
            return true;
        } catch (KeysUnavailable e) {
            LOG.atWarn()
                    .addKeyValue("subscription", stored.subscription())
                    .setCause(e)
                    .log("The secret of a webhook could not be sealed by the current master key.");
            return false;
        }
    }

    private @Nullable String sealedAnew(UUID subscription, @Nullable String sealed) {
        return sealed == null
                ? null
                : seal(subscription, unseal(subscription, List.of(sealed)).getFirst());
    }

    private static StoredSecrets stored(ResultSet row, int rowNumber) throws SQLException {
        return new StoredSecrets(
                row.getObject("subscription_id", UUID.class),
                row.getString("sealed_secret"),
                row.getString("sealed_previous_secret"));
    }

    private static PlainSecrets plain(ResultSet row, int rowNumber) throws SQLException {
        return new PlainSecrets(
                row.getObject("subscription_id", UUID.class),
                secret(row.getBytes("plain_secret")),
                secret(row.getBytes("plain_previous_secret")));
    }

    private static @Nullable Secret secret(byte @Nullable [] key) {
        return key == null ? null : Secret.of(key);
    }

    private void seal(PlainSecrets plain) {
        UUID id = plain.subscription();
        database.jdbc()
                .sql(SEAL)
                .param("id", id)
                .param("secret", plain.secret() == null ? null : seal(id, plain.secret()))
                .param("previous", plain.previous() == null ? null : seal(id, plain.previous()))
                .update();
    }
}
