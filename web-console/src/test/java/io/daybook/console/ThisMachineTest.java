package io.daybook.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that count as those of this machine. */
class ThisMachineTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true,true",
        "127.9.8.7,true,true",
        "0:0:0:0:0:0:0:1,true,true",
        "::1,true,true",
        "172.18.0.1,false,true",
        "192.168.65.1,false,true",
        "10.0.2.2,false,true",
        "203.0.113.7,false,false",
        "2001:db8::1,false,false",
        "localhost,false,false",
        "'',false,false"
    })
    void loopback_counts_always_and_a_private_address_where_the_port_is_published_on_loopback(
            String address, boolean counts, boolean countsInAContainer) {
        HttpServletRequest request = from(address);

        assertThat(new ThisMachine(false).isOriginOf(request)).isEqualTo(counts);
        assertThat(new ThisMachine(true).isOriginOf(request)).isEqualTo(countsInAContainer);
    }

    private static HttpServletRequest from(String address) {
        Map<String, String> answers = Map.of("getRemoteAddr", address, "getServerName", "localhost");
        return (HttpServletRequest) Proxy.newProxyInstance(
                ThisMachineTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> answers.get(method.getName()));
    }
}
