package io.daybook.projector.webhooks.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlPolicyTest {

    private final WebhookUrlPolicy targets = new WebhookUrlPolicy(false);

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "223.255.255.255", "2606:4700::1111", "2a00::1"})
    void addresses_of_the_internet_are_public(String address) {
        assertThat(WebhookUrlPolicy.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
            })
    void addresses_that_mean_another_machine_elsewhere_are_not(String address) {
        assertThat(WebhookUrlPolicy.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://1.1.1.1/hooks",
                "ftp://1.1.1.1/",
                "file:///etc/passwd",
                "https:///hooks",
                "https://user:word@1.1.1.1/",
                "https://1.1.1.1/#part",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://2130706433/",
                "https://[::1]/",
                "https://[::ffff:169.254.169.254]/latest",
                "https://1.1.1.1/ white space",
                "hooks",
            })
    void other_urls_than_of_https_on_the_internet_are_not_allowed(String url) {
        assertThatThrownBy(() -> targets.check(url)).isInstanceOf(WebhookUrlPolicy.NotAllowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://1.1.1.1/hooks?key=1", "https://[2606:4700::1111]:8443/", "https://crm.invalid/"})
    void urls_of_the_internet_are_and_names_that_are_not_known_yet_are_looked_up_later(String url) {
        assertThatCode(() -> targets.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/", "https://10.0.0.1/"})
    void where_it_is_configured_this_machine_and_this_network_are_allowed(String url) {
        assertThatCode(() -> new WebhookUrlPolicy(true).check(url)).doesNotThrowAnyException();
    }
}
