package org.kantor.mail.relay;

import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kantor.bean.Service;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.wire.smtp.Reply;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Finds the servers of a destination (RFC 5321 section 5.1): its MX records by preference, else its own addresses; a null MX (RFC 7505) takes no
 * mail. Where we are among the servers ourselves, only better ones count. Answers are cached as long as they say. Safe from any thread.
 */
@Service
public final class MxResolver {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Resolver resolver;
    private final Cache cache = new Cache(DClass.IN);
    private final TransportSettings settings;

    @Inject
    public MxResolver(TransportSettings settings) {
        this.settings = settings;
        this.resolver = resolver(settings.dnsServer());
        resolver.setTimeout(TIMEOUT);
    }

    private static Resolver resolver(Optional<InetSocketAddress> server) {
        return server.<Resolver>map(address -> new ExtendedResolver(new Resolver[] {new SimpleResolver(address)}))
                .orElseGet(ExtendedResolver::new);
    }

    /** @param destination a domain, or an address literal with its brackets */
    public Route route(String destination) {
        return destination.startsWith("[") ? literal(destination) : domain(destination);
    }

    private static Route literal(String literal) {
        var inner = literal.substring(1, literal.length() - 1);
        var text = inner.regionMatches(true, 0, "IPv6:", 0, 5) ? inner.substring(5) : inner;
        try {
            return new Route.Hosts(List.of(new Route.Host(literal, InetAddress.ofLiteral(text))));
        } catch (IllegalArgumentException e) {
            return nowhere("5.1.3", "The address literal is malformed");
        }
    }

    private Route domain(String domain) {
        Name name;
        try {
            name = Name.fromString(domain, Name.root);
        } catch (TextParseException e) {
            return nowhere("5.1.2", "The domain is malformed");
        }
        var answer = lookup(name, Type.MX);
        return switch (answer.getResult()) {
            case Lookup.SUCCESSFUL -> exchangers(records(answer));
            case Lookup.TYPE_NOT_FOUND -> implicit(name);
            case Lookup.HOST_NOT_FOUND -> nowhere("5.1.2", "The domain does not exist");
            default -> unknown();
        };
    }

    private Lookup lookup(Name name, int type) {
        var lookup = new Lookup(name, type);
        lookup.setResolver(resolver);
        lookup.setCache(cache);
        lookup.run();
        return lookup;
    }

    private static List<Record> records(Lookup lookup) {
        var answers = lookup.getAnswers();
        return answers == null ? List.of() : Arrays.asList(answers);
    }

    private Route exchangers(List<Record> records) {
        var exchangers = new ArrayList<>(records.stream()
                .filter(MXRecord.class::isInstance)
                .map(MXRecord.class::cast)
                .toList());
        if (exchangers.size() == 1 && exchangers.getFirst().getTarget().equals(Name.root)) {
            return nowhere("5.1.10", "The domain takes no mail");
        }
        var us = exchangers.stream()
                .filter(mx -> mx.getTarget().toString(true).equalsIgnoreCase(settings.hostName()))
                .mapToInt(MXRecord::getPriority)
                .min();
        us.ifPresent(own -> exchangers.removeIf(mx -> mx.getPriority() >= own));
        if (exchangers.isEmpty()) {
            return nowhere("5.4.6", "The domain's mail server is this one, which does not know the domain");
        }
        Collections.shuffle(exchangers); // RFC 5321 section 5.1: equal preferences share the load
        exchangers.sort(Comparator.comparingInt(MXRecord::getPriority));
        return hosts(exchangers.stream().map(MXRecord::getTarget).toList());
    }

    private Route implicit(Name domain) {
        return hosts(List.of(domain));
    }

    private Route hosts(List<Name> names) {
        var hosts = new ArrayList<Route.Host>();
        var doubtful = false;
        for (var name : names) {
            for (var type : new int[] {Type.A, Type.AAAA}) {
                var answer = lookup(name, type);
                doubtful |= answer.getResult() == Lookup.TRY_AGAIN || answer.getResult() == Lookup.UNRECOVERABLE;
                for (var record : records(answer)) {
                    address(record).ifPresent(a -> hosts.add(new Route.Host(name.toString(true), a)));
                }
            }
        }
        if (!hosts.isEmpty()) {
            return new Route.Hosts(hosts);
        }
        return doubtful ? unknown() : nowhere("5.4.4", "The domain's mail server has no address");
    }

    private static Optional<InetAddress> address(Record record) {
        try {
            return switch (record) {
                case ARecord a ->
                    Optional.of(InetAddress.getByAddress(a.getAddress().getAddress()));
                case AAAARecord a ->
                    Optional.of(InetAddress.getByAddress(a.getAddress().getAddress()));
                default -> Optional.empty();
            };
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Route nowhere(String status, String sentence) {
        return new Route.Nowhere(Reply.of(550, status, sentence));
    }

    private static Route unknown() {
        return new Route.Unknown(Reply.of(451, "4.4.3", "The domain's mail server cannot be looked up at present"));
    }
}
