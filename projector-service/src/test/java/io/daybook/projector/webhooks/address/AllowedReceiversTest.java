package io.daybook.projector.webhooks.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedReceiversTest {

    private final AllowedReceivers receivers = new AllowedReceivers(List.of(
            "https://crm.example",
            "https://*.partner.example",
            "https://gateway.example:8443",
            "https://shared.example/bank/hooks",
            "https://xn--bcher-kva.example",
            "https://[2606:4700::1111]",
            "http://127.0.0.1:*"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://crm.example",
                "https://crm.example/",
                "https://crm.example/any/../path?key=1",
                "https://crm.example:443/",
                "https://CRM.Example/",
                "https://a.partner.example/x",
                "https://a.b.partner.example/x",
                "https://gateway.example:8443/",
                "https://shared.example/bank/hooks",
                "https://shared.example/bank/hooks/",
                "https://shared.example/bank/hooks/of/ours?key=%2e%2e",
                "https://xn--bcher-kva.example/",
                "https://[2606:4700::1111]/",
                "http://127.0.0.1/",
                "http://127.0.0.1:9000/hooks",
            })
    void a_url_of_a_listed_receiver_is_allowed(String url) {
        assertThat(receivers.has(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "http://crm.example/",
                "https://crm.example:8443/",
                "https://crm.example.evil.example/",
                "https://evil.example/crm.example",
                "https://evil.example?https://crm.example/",
                "https://evil.example#https://crm.example/",
                "https://crm.example@evil.example/",
                "https://crm.example:443@evil.example/",
                "https://user@crm.example/",
                "https://crm.example\\@evil.example/",
                "https://evil.example\\.crm.example/",
                "https://crm.example%2eevil.example/",
                "https://crm.example./",
                "https://notcrm.example/",
                "https://sub.crm.example/",
                "https://partner.example/",
                "https://evilpartner.example/",
                "https://.partner.example/",
                "https://gateway.example/",
                "https://gateway.example:443/",
                "https://bücher.example/",
                "https://crm\u3002example/",
                "https://ⅽrm.example/",
                "http://127.1/",
                "http://2130706433/",
                "http://localhost/",
                "//crm.example/",
                "crm.example",
                "",
            })
    void a_url_of_another_receiver_or_of_one_that_only_looks_like_it_is_not(String url) {
        assertThat(receivers.has(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shared.example/",
                "https://shared.example",
                "https://shared.example/bank",
                "https://shared.example/bank/hooksandmore",
                "https://shared.example/bank/hooks/../../others",
                "https://shared.example/bank/hooks/..",
                "https://shared.example/bank/hooks/..;/..;/others",
                "https://shared.example/bank/hooks/%2e%2e/%2e%2e/others",
                "https://shared.example/bank/hooks/%2e./x",
                "https://shared.example/bank/hooks%2f..%2f..%2fothers",
                "https://shared.example/bank/./hooks",
                "https://shared.example//bank/hooks",
                "https://shared.example/BANK/hooks",
            })
    void a_path_that_is_outside_of_the_listed_one_or_could_lead_out_of_it_is_not_allowed(String url) {
        assertThat(receivers.has(url)).isFalse();
    }

    @Test
    void without_a_list_nothing_is_allowed() {
        assertThat(new AllowedReceivers(List.of()).has("https://crm.example/")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm.example",
                "*",
                "https://*",
                "https://*.example",
                "https://*.0.0.1",
                "https://a.*.example",
                "https://CRM.example",
                "https://bücher.example",
                "https://user@crm.example",
                "https://crm.example?key=1",
                "https://crm.example/a/../b",
                "https://crm.example/%2e",
                "ftp://crm.example",
                "",
            })
    void an_entry_that_says_something_else_is_refused_with_an_example(String entry) {
        assertThatThrownBy(() -> new AllowedReceivers(List.of(entry)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a receiver is like https://crm.example");
    }
}
