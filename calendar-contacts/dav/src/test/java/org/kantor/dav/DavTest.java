package org.kantor.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.change.internal.ChangeStreamSql;
import org.kantor.change.internal.LocalChangeBus;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.groupware.calendar.internal.StoredCalendars;
import org.kantor.groupware.contacts.internal.StoredAddressBooks;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CounterEntity;
import org.kantor.identity.Authentication;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.testkit.TestDatabase;

/** Every method and report as a transcript in {@code transcripts/}, each against fresh accounts of alice and bob. */
class DavTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(CollectionEntity.class, CounterEntity.class);

    private final Map<String, Account> accounts = new java.util.HashMap<>();
    private Dav dav;

    @BeforeEach
    void freshAccounts() {
        db.execute("delete from account");
        for (var login : List.of("alice", "bob")) {
            var id = db.number("""
                    with made as (
                        insert into account (subject, login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                        values (null, ?, '', '', ?, 'PERSON', true, 0, now()) returning id)
                    select id from made""", login, "Person " + login);
            accounts.put(
                    login,
                    new Account(
                            new AccountId(id),
                            null,
                            login,
                            EmailAddress.of(login + "@example.org"),
                            "Person " + login,
                            Account.Kind.PERSON,
                            true,
                            Quota.NONE,
                            db.clock().instant()));
        }
        var changes = new ChangeStreamSql(db.transactions(), db.jdbc(), new LocalChangeBus(), db.clock());
        var directory = directory();
        dav = new Dav(
                new Services(
                        new StoredCalendars(
                                db.entities(), db.jdbc(), changes, db.transactions(), directory, db.clock()),
                        new StoredAddressBooks(db.entities(), db.jdbc(), changes, db.transactions(), db.clock()),
                        directory,
                        db.clock()),
                passwords(),
                db.transactions());
    }

    private Directory directory() {
        return (Directory) Proxy.newProxyInstance(
                Directory.class.getClassLoader(), new Class<?>[] {Directory.class}, (self, method, arguments) -> {
                    var account = accounts.values().stream()
                            .filter(known -> known.id().equals(arguments[0]))
                            .findFirst();
                    return switch (method.getName()) {
                        case "account" -> account;
                        case "addresses" -> List.of(account.orElseThrow().address());
                        default -> throw new IllegalStateException(method.getName());
                    };
                });
    }

    /** Everybody's password is their name and "-secret"; a token is the name and "-token". */
    private Authenticator passwords() {
        return (Authenticator) Proxy.newProxyInstance(
                Authenticator.class.getClassLoader(),
                new Class<?>[] {Authenticator.class},
                (self, method, arguments) -> {
                    var first = (String) arguments[0];
                    return switch (method.getName()) {
                        case "password" -> verdict(first, arguments[1].equals(first + "-secret"));
                        case "bearer" ->
                            first.equals("late")
                                    ? new Verdict.Unavailable()
                                    : verdict(first.replace("-token", ""), first.endsWith("-token"));
                        default -> throw new IllegalStateException(method.getName());
                    };
                });
    }

    private Verdict verdict(String login, boolean right) {
        var account = accounts.get(login);
        return right && account != null
                ? new Verdict.Accepted(account, Set.of(), new Authentication(account.id(), null, 0))
                : new Verdict.Rejected();
    }

    static Stream<Path> transcripts() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/transcripts"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void aTranscriptIsAnsweredAsWritten(Path file) throws IOException {
        new Transcript(dav::handle).play(Files.readString(file));
    }

    private Response send(String method, String path, String body, String... headers) {
        var all = new java.util.HashMap<String, String>();
        all.put(
                "authorization",
                "Basic " + Base64.getEncoder().encodeToString("alice:alice-secret".getBytes(StandardCharsets.UTF_8)));
        for (var i = 0; i < headers.length; i += 2) {
            all.put(headers[i].toLowerCase(java.util.Locale.ROOT), headers[i + 1]);
        }
        return dav.handle(new Request(method, "/dav", path, all, body.getBytes(StandardCharsets.UTF_8), "127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS",
                "GET",
                "HEAD",
                "PUT",
                "DELETE",
                "COPY",
                "MOVE",
                "PROPFIND",
                "PROPPATCH",
                "MKCOL",
                "MKCALENDAR",
                "REPORT"
            })
    void whatIsAnothersDoesNotExistForAnyMethod(String method) {
        new Transcript(dav::handle).play("""
                AS bob
                C: PUT /dav/calendars/bob/default/secret.ics
                C:
                C: BEGIN:VCALENDAR
                C: VERSION:2.0
                C: BEGIN:VEVENT
                C: UID:1
                C: DTSTART:20260101T100000Z
                C: END:VEVENT
                C: END:VCALENDAR
                S: 201
                """);
        var body = switch (method) {
            case "PROPFIND", "PUT", "DELETE", "GET", "HEAD", "OPTIONS", "MKCOL", "MKCALENDAR", "COPY", "MOVE" -> "";
            case "PROPPATCH" ->
                "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:displayname>x</D:displayname></D:prop></D:set></D:propertyupdate>";
            default -> "<D:sync-collection xmlns:D=\"DAV:\"><D:sync-token/><D:prop/></D:sync-collection>";
        };
        for (var path : List.of(
                "/principals/bob/",
                "/calendars/bob/",
                "/calendars/bob/default/",
                "/calendars/bob/default/secret.ics",
                "/calendars/bob/default/new.ics",
                "/calendars/bob/new/",
                "/addressbooks/bob/",
                "/addressbooks/bob/default/")) {
            var answer = send(method, path, body, "Depth", "1", "Destination", "/dav/calendars/alice/default/x.ics");
            assertThat(answer.status()).as(method + " " + path).isIn(403, 404);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("secret", "Person bob");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x \"y\">]><D:propfind xmlns:D=\"DAV:\"><D:prop><D:displayname>&x;</D:displayname></D:prop></D:propfind>",
                "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><D:propfind xmlns:D=\"DAV:\"><D:allprop/></D:propfind>",
                "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;\">]><a>&c;</a>",
                "<D:propfind xmlns:D=\"DAV:\"><D:prop>",
                "<propfind/>",
                "not xml",
                "<D:propfind xmlns:D=\"DAV:\"/>",
                "\u0000"
            })
    void aBodyThatIsNoPropfindIsRefused(String body) {
        for (var method : List.of("PROPFIND", "PROPPATCH", "REPORT", "MKCALENDAR")) {
            assertThat(send(
                                    method,
                                    method.startsWith("MK") ? "/calendars/alice/x/" : "/calendars/alice/default/",
                                    body,
                                    "Depth",
                                    "0")
                            .status())
                    .as(method)
                    .isIn(400, 403, 415);
        }
    }

    @Test
    void aBodyThatIsTooDeepOrTooLongIsRefused() {
        assertThat(send("PROPFIND", "/", "<a>".repeat(100) + "</a>".repeat(100), "Depth", "0")
                        .status())
                .isEqualTo(400);
        assertThat(send("PROPFIND", "/", "<a>" + "<b/>".repeat(70_000) + "</a>", "Depth", "0")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/calendars/alice/%2e%2e/x",
                "/%zz/",
                "/calendars/alice/a%2Fb/c",
                "/calendars/alice/%00/",
                "/calendars/%ff/",
                "/calendars/alice/..",
                "/x",
                "/calendars/alice/a/b/c"
            })
    void aPathThatIsNoneIsRefused(String path) {
        assertThat(send("PROPFIND", path, "", "Depth", "0").status()).isIn(400, 404);
        assertThat(send("PUT", path, "x").status()).isIn(400, 404, 409);
    }

    @Test
    void whoIsNotSignedInIsAskedTo() {
        for (var header : List.of("", "Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer no", "Digest x")) {
            var answer = dav.handle(new Request(
                    "PROPFIND", "/dav", "/", Map.of("authorization", header, "depth", "0"), new byte[0], "127.0.0.1"));
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.headers().get("WWW-Authenticate")).startsWith("Basic realm=");
        }
        assertThat(dav.handle(new Request(
                                "OPTIONS", "/dav", "/", Map.of("authorization", "Bearer alice-token"), new byte[0], ""))
                        .status())
                .isEqualTo(200);
        assertThat(dav.handle(new Request(
                                "OPTIONS", "/dav", "/", Map.of("authorization", "Bearer late"), new byte[0], ""))
                        .status())
                .isEqualTo(503);
    }
}
