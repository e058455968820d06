package org.kantor.webmail.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Why a file should not be opened without a second thought: by its name, and for an archive by the names in it. What a file really is, its name decides on the
 * reader's machine; so the name is what counts here.
 *
 * @param detail the name of the file in the archive; else empty
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
        LOCKED
    }

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
    private static final int MAX_ENTRIES = 2_000;
    private static final int END_RECORD = 22;
    private static final int MAX_COMMENT = 65_535;

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
        if (octets.length > END_RECORD && octets[0] == 'P' && octets[1] == 'K') {
            return inArchive(name, octets);
        }
        return Optional.empty();
    }

    /** Whether the octets of a file of this name say more than the name. */
    static boolean needsOctets(String name) {
        return ARCHIVES.contains(extension(name)) || OFFICE.contains(extension(name));
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

    private static Optional<FileRisk> inArchive(String name, byte[] zip) {
        var office = !ARCHIVES.contains(extension(name));
        for (var entry : entries(zip)) {
            if (entry.name.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
                return Optional.of(new FileRisk(Kind.MACROS, ""));
            }
            if (office) {
                continue;
            }
            var inner = byName(entry.name);
            if (inner.isPresent()) {
                return Optional.of(new FileRisk(
                        Kind.ARCHIVE, FileNames.safe(entry.name.substring(entry.name.lastIndexOf('/') + 1))));
            }
            if (entry.encrypted) {
                return Optional.of(new FileRisk(Kind.LOCKED, ""));
            }
        }
        return Optional.empty();
    }

    private record Entry(String name, boolean encrypted) {}

    /** The central directory of a ZIP file (APPNOTE 4.3.12), read without unpacking anything; what can be made out of a broken one. */
    private static List<Entry> entries(byte[] zip) {
        var entries = new ArrayList<Entry>();
        var end = endRecord(zip);
        if (end < 0) {
            return entries;
        }
        var at = (int) Math.min(Integer.MAX_VALUE, number(zip, end + 16, 4));
        while (entries.size() < MAX_ENTRIES && at >= 0 && at <= zip.length - 46 && number(zip, at, 4) == 0x02014b50L) {
            var nameLength = (int) number(zip, at + 28, 2);
            var next = at + 46L + nameLength + number(zip, at + 30, 2) + number(zip, at + 32, 2);
            if (nameLength > zip.length - 46 - at) {
                break;
            }
            entries.add(new Entry(
                    new String(zip, at + 46, nameLength, StandardCharsets.UTF_8), (number(zip, at + 8, 2) & 1) != 0));
            at = next > zip.length ? -1 : (int) next;
        }
        return entries;
    }

    private static int endRecord(byte[] zip) {
        for (var at = zip.length - END_RECORD; at >= Math.max(0, zip.length - END_RECORD - MAX_COMMENT); at--) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 5 && zip[at + 3] == 6) {
                return at;
            }
        }
        return -1;
    }

    private static long number(byte[] octets, int at, int length) {
        long number = 0;
        for (var i = length - 1; i >= 0; i--) {
            number = number << 8 | octets[at + i] & 0xff;
        }
        return number;
    }
}
