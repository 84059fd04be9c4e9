package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedClientTests {
    private static final List<String> PROXIES = List.of("10.0.0.0/8", "2001:db8::/32", "192.0.2.7");

    private static String client(String peer, String name, String value) throws Exception {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().add(name, value);
        request.headers()
                .add(name.equals("Forwarded") ? "X-Forwarded-For" : "Forwarded", "8.8.8.8");
        return new ForwardedClient(PROXIES, name)
                .client(InetAddress.getByName(peer), request.headers())
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A proxy of ours says whom it was asked by.
                "10.0.0.1 | 203.0.113.9 | 203.0.113.9",
                "192.0.2.7 | 203.0.113.9 | 203.0.113.9",
                "2001:db8::1 | 2001:db9::5 | 2001:db9:0:0:0:0:0:5",
                // Nobody else is believed.
                "192.0.2.8 | 203.0.113.9 | 192.0.2.8",
                // What the client itself sent stands first and counts for nothing.
                "10.0.0.1 | 1.2.3.4, 203.0.113.9 | 203.0.113.9",
                "10.0.0.1 | 1.2.3.4, 203.0.113.9, 10.0.0.2 | 203.0.113.9",
                // All of them are ours: a client in our own network.
                "10.0.0.1 | 10.0.0.3, 10.0.0.2 | 10.0.0.3",
                "10.0.0.1 | 203.0.113.9:4711 | 203.0.113.9",
                "10.0.0.1 | [2001:db9::5]:4711 | 2001:db9:0:0:0:0:0:5",
                // What is no address is not looked behind.
                "10.0.0.1 | 203.0.113.9, unknown | 10.0.0.1",
                "10.0.0.1 | 203.0.113.9, example.org, 10.0.0.2 | 10.0.0.2",
            })
    void theClientIsTheLastWhomNoProxyOfOursVouchesFor(String peer, String header, String client)
            throws Exception {
        assertThat(client(peer, "X-Forwarded-For", header)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "for=203.0.113.9;proto=https | 203.0.113.9",
                "proto=https; For=203.0.113.9 | 203.0.113.9",
                "for=1.2.3.4, for=\"203.0.113.9:80\";by=10.0.0.9 | 203.0.113.9",
                "for=\"[2001:db9::5]:4711\" | 2001:db9:0:0:0:0:0:5",
                "for=_hidden | 10.0.0.1",
                "proto=https | 10.0.0.1",
            })
    void theStandardHeaderIsReadToo(String header, String client) throws Exception {
        assertThat(client("10.0.0.1", "Forwarded", header)).isEqualTo(client);
    }

    @Test
    void aProxyThatIsNoAddressIsNamed() {
        assertThatThrownBy(() ->
                        new ForwardedClient(List.of("10.0.0.0/8", "proxy.example"), "Forwarded"))
                .hasMessageContaining("crier.trusted-proxies: 'proxy.example'");
    }
}
