package org.kantor.dav;

import java.util.List;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Resources;
import org.kantor.kernel.AccountId;

/**
 * One authenticated request: the account, and the paths it may see. This is the one place that decides about access: every path is looked up here, and
 * what lies under another's name does not exist.
 */
public record Session(Services services, Account account, Request request) {

    public static final String PRINCIPALS = "principals";
    public static final String CALENDARS = "calendars";
    public static final String ADDRESS_BOOKS = "addressbooks";

    public AccountId id() {
        return account.id();
    }

    public Actor actor() {
        return new Actor("dav", "", account.id());
    }

    /** What the request's path names. @throws Failure 404 */
    public Target target() {
        return resolve(request.path());
    }

    /** @param path encoded, after the base @throws Failure 404 for what does not exist or is another's */
    public Target resolve(String path) {
        var segments = Hrefs.segments(path);
        if (segments.isEmpty()) {
            return new Target.Root();
        }
        if (segments.size() > 1 && !segments.get(1).equals(account.login())) {
            throw Failure.notFound();
        }
        return switch (segments.getFirst()) {
            case PRINCIPALS ->
                switch (segments.size()) {
                    case 1 -> new Target.Principals();
                    case 2 -> new Target.Principal();
                    default -> throw Failure.notFound();
                };
            case CALENDARS -> home(CollectionKind.CALENDAR, segments, path);
            case ADDRESS_BOOKS -> home(CollectionKind.ADDRESS_BOOK, segments, path);
            default -> throw Failure.notFound();
        };
    }

    private Target home(CollectionKind kind, List<String> segments, String path) {
        if (segments.size() == 1 || segments.size() > 4) {
            throw Failure.notFound();
        }
        if (segments.size() == 2) {
            return new Target.Home(kind);
        }
        var folder = folder(kind, segments.get(2));
        if (segments.size() == 3) {
            return folder.isPresent() ? folder.get() : new Target.NewFolder(kind, segments.get(2));
        }
        if (folder.isEmpty() || path.endsWith("/")) {
            throw folder.isEmpty() && isWrite()
                    ? Failure.status(409, "The collection does not exist.")
                    : Failure.notFound();
        }
        var name = segments.get(3);
        Optional<Content> content = resources(kind).get(id(), folder.get().id(), name);
        return content.isPresent()
                ? Target.Member.of(folder.get(), content.get())
                : new Target.NewMember(folder.get(), name);
    }

    /** A missing parent is a conflict for methods that make something (RFC 4918 sections 9.3, 9.7 and 9.8). */
    private boolean isWrite() {
        return switch (request.method()) {
            case "PUT", "MKCOL", "MKCALENDAR", "COPY", "MOVE" -> true;
            default -> false;
        };
    }

    public Optional<Target.Folder> folder(CollectionKind kind, String name) {
        return switch (kind) {
            case CALENDAR -> {
                var found = services.calendars().named(id(), name);
                if (found.isEmpty()) {
                    // The first calendar may not have been made yet.
                    services.calendars().list(id());
                    found = services.calendars().named(id(), name);
                }
                yield found.map(Target.CalendarFolder::new);
            }
            case ADDRESS_BOOK -> {
                var found = services.addressBooks().named(id(), name);
                if (found.isEmpty()) {
                    services.addressBooks().list(id());
                    found = services.addressBooks().named(id(), name);
                }
                yield found.map(Target.BookFolder::new);
            }
        };
    }

    public List<Target.Folder> folders(CollectionKind kind) {
        return switch (kind) {
            case CALENDAR ->
                services.calendars().list(id()).stream()
                        .<Target.Folder>map(Target.CalendarFolder::new)
                        .toList();
            case ADDRESS_BOOK ->
                services.addressBooks().list(id()).stream()
                        .<Target.Folder>map(Target.BookFolder::new)
                        .toList();
        };
    }

    public Resources resources(CollectionKind kind) {
        return services.resources(kind);
    }

    public String href(Target target) {
        var login = Hrefs.encode(account.login());
        return request.base()
                + switch (target) {
                    case Target.Root() -> "/";
                    case Target.Principals() -> "/" + PRINCIPALS + "/";
                    case Target.Principal() -> "/" + PRINCIPALS + "/" + login + "/";
                    case Target.Home(var kind) -> home(kind, login);
                    case Target.NewFolder(var kind, var name) -> home(kind, login) + Hrefs.encode(name) + "/";
                    case Target.Folder folder -> home(folder.kind(), login) + Hrefs.encode(folder.name()) + "/";
                    case Target.Member member ->
                        member(member.folder(), login, member.resource().name());
                    case Target.NewMember member -> member(member.folder(), login, member.name());
                };
    }

    public String href(Target.Folder folder, String member) {
        return request.base() + member(folder, Hrefs.encode(account.login()), member);
    }

    private static String home(CollectionKind kind, String login) {
        return "/" + (kind == CollectionKind.CALENDAR ? CALENDARS : ADDRESS_BOOKS) + "/" + login + "/";
    }

    private static String member(Target.Folder folder, String login, String name) {
        return home(folder.kind(), login) + Hrefs.encode(folder.name()) + "/" + Hrefs.encode(name);
    }
}
