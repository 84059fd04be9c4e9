package io.crier.platform.access;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Takes a ticket out of the address of a stream and shows it as the token that it is, before
 * anything looks at the address or logs it. What is no ticket is taken out too and shown to nobody:
 * of the parameter its name is left, which is refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class TicketInAddress implements WebHttpHandlerBuilderCustomizer {
    private static final String STREAM = "/v1/stream";

    static final String PARAMETER = "ticket";

    private static final Pattern TICKET = Pattern.compile("(^|&)ticket=([^&]*)");

    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        builder.httpHandlerDecorator(
                usual -> (request, response) -> usual.handle(shown(request), response));
    }

    static ServerHttpRequest shown(ServerHttpRequest request) {
        var uri = request.getURI();
        var query = uri.getRawQuery();
        if (query == null || !uri.getRawPath().equals(STREAM)) {
            return request;
        }
        var tickets = TICKET.matcher(query).results().map(found -> found.group(2)).toList();
        if (tickets.isEmpty()) {
            return request;
        }
        if (!tickets.stream().allMatch(ticket -> Secret.is(Secret.Kind.TICKET, ticket))) {
            return request.mutate()
                    .uri(with(uri, TICKET.matcher(query).replaceAll("$1ticket")))
                    .build();
        }
        return request.mutate()
                .uri(with(uri, TICKET.matcher(query).replaceAll("")))
                .headers(headers ->
                        tickets.forEach(ticket ->
                                headers.add(HttpHeaders.AUTHORIZATION, "Bearer " + ticket)))
                .build();
    }

    private static URI with(URI uri, String query) {
        var beginning = query.startsWith("&") ? query.substring(1) : query;
        var address = uri.toString();
        var path = address.substring(0, address.indexOf('?'));
        return URI.create(beginning.isEmpty() ? path : path + '?' + beginning);
    }
}
