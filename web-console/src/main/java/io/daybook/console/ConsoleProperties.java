package io.daybook.console;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of signing in to the console, {@code daybook.console}; the services behind it are named by its routes.
 *
 * @param signIn the bank's own issuer of tokens; absent in the demo
 * @param demo settings of the demo; absent everywhere else
 */
@ConfigurationProperties("daybook.console")
record ConsoleProperties(@Nullable SignIn signIn, @Nullable Demo demo) {

    /**
     * Sign-in by OAuth 2 authorization code with PKCE (RFC 7636), as a public client: the console keeps no secret.
     *
     * @param issuer the issuer, whose addresses are found by OpenID Connect Discovery
     * @param clientId the client id of the console at the issuer
     * @param scope the requested scopes; the issuer grants those that the user may have
     */
    record SignIn(
            URI issuer,
            String clientId,

            @DefaultValue("openid accounts:read accounts:write cash:write accounts:backdate history:import "
                    + "approvals:write audit:read reports:read catalogue:write ops")
            String scope) {

        /** The part of the issuer's address that a content security policy names. */
        String origin() {
            return issuer.getScheme() + "://" + issuer.getAuthority();
        }
    }

    /**
     * Settings of a demo on one machine. A bank sets none of this.
     *
     * @param tokens the folder with a token for each role; for a demo on one machine only
     * @param publishedOnLoopback true if the console runs in a container whose port is published on the loopback address of its
     *     host only: tokens then also go out over connections from private addresses (IPv4), as those of its host come
     */
    record Demo(Path tokens, @DefaultValue("false") boolean publishedOnLoopback) {}
}
