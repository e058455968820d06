package org.kantor.webmail.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Why a file should not be opened without a second thought: by its name, and for an archive by the names in it and in the archives in it. What a file really is, its name decides on the
 * reader's machine; so the name is what counts here.
 *
 * @param detail the name of the file in the archive, after that of an archive in it; else empty
 */
public record FileRisk(Kind kind, String detail) {

    public enum Kind {
        /** A program with a name that looks like a document. */
        DISGUISED,
        PROGRAM,
        /** An office file that may bring programs (macros). */
        MACROS,
        /** A page that runs in the browser as if it were of this machine. */
        PAGE,
        /** An archive with one of the above in it. */
        ARCHIVE,
        /** An archive that nobody can look into, with a password. */
        LOCKED,
        /** An archive that was not looked into, or one of those in it: too large, too deep or broken. */
        UNSEEN
    }

    static final FileRisk UNSEEN = new FileRisk(Kind.UNSEEN, "");

    private static final Set<String> PROGRAMS = words(
            "exe scr com pif bat cmd js jse mjs vbs vbe wsf wsh hta msi msp msix mst jar ps1 psm1 lnk reg cpl dll "
                    + "appx appxbundle application gadget chm hlp inf ins isp scf sct shb sys url website desktop sh bash csh command action workflow app dmg pkg deb rpm apk "
                    + "iso img vhd vhdx xll xla wll ade adp mde one onepkg rdp settingcontent-ms library-ms search-ms diagcab ppkg py pyw pl rb");
    private static final Set<String> MACROS = words("docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm odm");
    private static final Set<String> PAGES = words("html htm xhtml shtml mht mhtml svg svgz xml xsl");
    private static final Set<String> DOCUMENTS = words(
            "pdf doc docx xls xlsx ppt pptx odt ods odp txt rtf csv jpg jpeg png gif mp3 mp4 avi mov zip eml msg ics");
    private static final Set<String> OFFICE = words("docx xlsx pptx dotx xltx potx");
    private static final Set<String> ARCHIVES = words("zip");

    /** Octets that are unpacked of the archives in an archive, those too that come to nothing. */
    private static final int MAX_INNER = 20_000_000;

    private static final int MAX_INNER_ARCHIVES = 20;

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /**
     * @param octets the file's own; empty to judge by the name alone
     */
    static Optional<FileRisk> of(String name, byte[] octets) {
        var byName = byName(name);
        if (byName.isPresent()) {
            return byName;
        }
        if (Zip.is(octets)) {
            return inArchive(name, octets);
        }
        return octets.length > 0 && isArchive(name) ? Optional.of(UNSEEN) : Optional.empty();
    }

    static boolean isArchive(String name) {
        return ARCHIVES.contains(extension(name));
    }

    /** Whether the octets of a file of this name say more than the name. */
    public static boolean needsOctets(String name) {
        return isArchive(name) || OFFICE.contains(extension(name));
    }

    /** What the name alone says. */
    public static Optional<FileRisk> byName(String name) {
        var extension = extension(name);
        if (PROGRAMS.contains(extension)) {
            var before =
                    extension(name.strip().substring(0, Math.max(0, name.strip().length() - extension.length() - 1)));
            return Optional.of(new FileRisk(DOCUMENTS.contains(before) ? Kind.DISGUISED : Kind.PROGRAM, ""));
        }
        if (MACROS.contains(extension)) {
            return Optional.of(new FileRisk(Kind.MACROS, ""));
        }
        return PAGES.contains(extension) ? Optional.of(new FileRisk(Kind.PAGE, "")) : Optional.empty();
    }

    private static String extension(String name) {
        var text = name.strip().toLowerCase(Locale.ROOT);
        while (text.endsWith(".") || text.endsWith(" ")) {
            text = text.substring(0, text.length() - 1);
        }
        var dot = text.lastIndexOf('.');
        return dot < 0 ? "" : text.substring(dot + 1).strip();
    }

    private static Optional<FileRisk> inArchive(String name, byte[] octets) {
        var zip = new Zip(octets);
        var entries = zip.entries();
        if (entries.stream()
                .anyMatch(entry -> entry.name().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"))) {
            return Optional.of(new FileRisk(Kind.MACROS, ""));
        }
        if (!isArchive(name)) {
            return Optional.empty();
        }
        return byNames(entries)
                .or(() -> locked(entries))
                .or(() -> inInner(zip, entries))
                .or(() -> zip.lists(entries.size()) ? Optional.empty() : Optional.of(UNSEEN));
    }

    private static Optional<FileRisk> byNames(List<Zip.Entry> entries) {
        return entries.stream()
                .filter(entry -> byName(entry.name()).isPresent())
                .findFirst()
                .map(entry -> new FileRisk(Kind.ARCHIVE, FileNames.safe(entry.file())));
    }

    private static Optional<FileRisk> locked(List<Zip.Entry> entries) {
        return entries.stream().anyMatch(Zip.Entry::encrypted)
                ? Optional.of(new FileRisk(Kind.LOCKED, ""))
                : Optional.empty();
    }

    /** Archives in an archive are looked into, and what is in them by its name. */
    private static Optional<FileRisk> inInner(Zip zip, List<Zip.Entry> entries) {
        var inners = entries.stream().filter(entry -> isArchive(entry.name())).toList();
        var left = MAX_INNER;
        Optional<FileRisk> worst = inners.size() > MAX_INNER_ARCHIVES ? Optional.of(UNSEEN) : Optional.empty();
        for (var entry : inners.subList(0, Math.min(MAX_INNER_ARCHIVES, inners.size()))) {
            var inner = zip.unpacked(entry, left);
            if (inner.isEmpty()) {
                // it may have cost all that was left
                return Optional.of(UNSEEN);
            }
            left -= inner.get().length;
            var found = inner.filter(Zip::is)
                    .map(octets -> inInner(entry, new Zip(octets).entries()))
                    .orElseGet(() -> Optional.of(UNSEEN));
            if (found.isPresent() && found.get().kind == Kind.ARCHIVE) {
                return found;
            }
            worst = worst.isPresent() ? worst : found;
        }
        return worst;
    }

    private static Optional<FileRisk> inInner(Zip.Entry archive, List<Zip.Entry> entries) {
        return byNames(entries)
                .map(risk -> new FileRisk(Kind.ARCHIVE, FileNames.safe(archive.file()) + ": " + risk.detail))
                .or(() -> locked(entries))
                .or(() -> entries.stream().anyMatch(entry -> isArchive(entry.name()))
                        ? Optional.of(UNSEEN)
                        : Optional.empty());
    }
}
