package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the design, each at its own size: their main regions stand within 4 px of where they stand there, and colours and sizes are the tokens'. What a picture shows and Kantor has not, or
 * has otherwise, is named in the design language.
 */
class DesignSystemTest extends ViewsSystemTest {

    private static final Pattern REGION = Pattern.compile("(.+?) +([\\d.-]+) +([\\d.-]+) +([\\d.-]+) +([\\d.-]+)");
    private static final Pattern LOOK = Pattern.compile("(.+?) +([a-z-]+) +(--k-[\\w-]+)");

    /** A line for each region: its selector, start, top, width and height in px. {@code -} stands for what follows from the content. */
    private void regions(String lines) {
        lines.lines().forEach(line -> {
            var region = REGION.matcher(line);
            if (!region.matches()) {
                throw new IllegalArgumentException(line);
            }
            stands(region.group(1), px(region.group(2)), px(region.group(3)), px(region.group(4)), px(region.group(5)));
        });
    }

    private static double px(String number) {
        return number.equals("-") ? Double.NaN : Double.parseDouble(number);
    }

    /** A line for each look: a selector, a property and the token that it comes from. */
    private void looks(String lines) {
        lines.lines().forEach(line -> {
            var look = LOOK.matcher(line);
            if (!look.matches()) {
                throw new IllegalArgumentException(line);
            }
            is(look.group(1), look.group(2), look.group(3));
        });
    }

    private void openPhone() {
        open(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true)
                .setLocale("en-GB")
                .setReducedMotion(ReducedMotion.REDUCE));
        signIn("alice");
    }

    private void openFirstMessage() {
        page.locator(".row").first().click();
        assertThat(page.locator(".rsub")).isVisible();
    }

    private static final String FRAME = """
            .topbar 0 0 1440 52
            .brand 18 12 270 28
            .searchbox 296 8 620 36
            .rail 0 52 68 848
            .rail a 6 56 56 50
            .main 288 52 1152 848
            """;

    @Test
    void mail() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        openFirstMessage();
        regions(FRAME + """
                .side .nav 68 52 220 848
                .nav .compose 72 56 206 40
                .nav a.f 72 108 206 32
                .list 289 53 424 847
                .lhead 289 53 423 52
                .ltabs 289 105 423 34
                .grp 289 139 423 28
                .row 289 167 423 80
                .row .av 309 176 34 34
                .row .rm 355 176 343 61
                .reader 713 53 727 847
                .rbar 713 53 727 52
                .reply 713 836 727 64
                """);
        page.setViewportSize(1024, 768);
        regions("""
                .topbar 0 0 1024 52
                .searchbox - 8 460 36
                .rail 0 52 68 716
                .main 68 52 956 716
                .list 69 53 372 715
                .reader 441 53 583 715
                .rbar 441 53 583 52
                """);
    }

    /** A row that is selected moves nothing: the bar has the height of the heading and the tabs together. */
    @Test
    void mailInOneLineAndCompact() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        assertThat(page.locator(".row").first()).isVisible();
        page.evaluate("""
                () => {
                  document.documentElement.dataset.density = 'compact';
                  document.documentElement.dataset.pane = 'off';
                  dispatchEvent(new CustomEvent('k-density'));
                }""");
        page.locator(".row.line .cb").nth(1).click();
        regions("""
                .nav .compose 72 56 206 40
                .nav a.f 72 108 206 28
                .list 289 53 1151 847
                .bulk 289 95 1151 44
                .bulk .cb 309 108.5 16 16
                .bulk .ib - - 28 28
                .grp 289 139 1151 28
                .row.line 289 167 1151 34
                .row.line .cb 309 175.5 16 16
                .row.line .from 360 173 - 20
                .row.line .tx 560 173.5 - 20
                .row.line time 1350 173.5 74 20
                """);
    }

    @Test
    void searchResultsAndPanels() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        assertThat(page.locator(".row").first()).isVisible();
        page.keyboard().press("Control+k");
        regions("""
                .pal 400 110 640 -
                .pal .q 400 110 640 56
                .pal .si 406 196 628 37
                .pal .ft2 400 - 640 42
                """);
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        regions(".keys 230 - 980 -");
        page.keyboard().press("Escape");
        page.keyboard().press("/");
        page.keyboard().type("faktur");
        regions(".sbox .in 296 8 660 44");
        page.keyboard().press("Enter");
        regions("""
                .found .lhead 289 53 1151 52
                .found .ltabs 289 105 1151 34
                .found .row 289 139 1151 44
                .found .row .cb 309 152.5 16 16
                .found .row .from 360 150.5 - 20
                .found .row .tx 560 150.5 - 20
                .found .row time 1350 150.5 74 20
                """);
    }

    /** One identity has no line of its own. */
    @Test
    void composer() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        assertThat(page.locator(".row").first()).isVisible();
        page.keyboard().press("c");
        regions("""
                k-composer 776 280 640 620
                .ch 776 280 640 44
                .ch .ib 1324 287.5 28 28
                .cl:has(k-recipients) 776 - 640 39
                .cl:has(.subject) 776 - 640 38
                k-composer .text 776 - 640 -
                .tool 776 801 640 39
                .tool .ib - 806 30 30
                .cf 776 840 640 60
                .cf .send 788 850 83.8 36
                .cf > .ib 909 851 34 34
                """);
        looks("""
                k-composer background-color --k-raised
                k-composer .ch background-color --k-sunken
                k-composer border-start-start-radius --k-r-l
                k-composer .rich font-size --k-fs-15
                """);
    }

    /** The hours scroll, and what the design has beside the periods is not there. */
    @Test
    void calendarWeek() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("calendar/" + Suite.wednesday());
        assertThat(page.locator(".ev.ad").first()).isVisible();
        regions(FRAME + """
                .nav .compose 74 60 200 40
                .mini 74 114 200 222
                .mini .mh 74 114 200 34
                .mini .mg 74 148 200 188
                .cals button:not(.ib) 74 373 200 28
                .calhead 289 53 1151 60
                .calhead h1 309 69 - 28
                .calhead .btn - 66 63.6 34
                .calhead .seg - 67 - 32
                .wd 345 113 156.4 57
                .allday 289 170 1151 -
                .tg 289 - 1151 -
                .hrs 289 - 56 1152
                .dcol 345 - 156.4 1152
                .ev.ad - - - 20
                """);
        looks("""
                .wd.t color --k-accent
                .calhead h1 font-size --k-fs-22
                .dcol.we background-color --k-sunken
                .ev font-size --k-fs-12
                .ev border-start-start-radius --k-r-xs
                """);
        page.locator(".week .ev").last().click();
        regions(".evpop - - 344 -");
        looks("""
                .evpop background-color --k-raised
                .evpop h2 font-size --k-fs-18
                """);
    }

    /** The end has a day of its own, so it has a line of its own. */
    @Test
    void eventEditor() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("calendar/" + Suite.wednesday());
        assertThat(page.locator(".wd").first()).isVisible();
        page.keyboard().press("c");
        regions("""
                .evform .phead 289 53 1151 64
                .evform .phead .ib 317 68 34 34
                .evform h1 361 71 - 28
                .evform .btn.primary - 68 - 34
                .evtitle [part~=input-field] 317 117 400 44
                .evtimes vaadin-date-picker [part~=input-field] 317 200 - 34
                .evtimes vaadin-time-picker [part~=input-field] - 200 - 34
                """);
    }

    @Test
    void people() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("people");
        page.locator(".nav a.f")
                .filter(new Locator.FilterOptions().setHasText("Directory"))
                .click();
        // not in the list of before
        page.waitForURL("**/people/directory");
        page.locator(".prow")
                .filter(new Locator.FilterOptions().setHasText("Carol"))
                .first()
                .click();
        assertThat(page.locator(".prow.cur")).isVisible();
        assertThat(page.locator(".rsub")).isVisible();
        regions(FRAME + """
                .nav .compose 72 56 206 40
                .nav a.f 72 108 206 32
                .plist 289 53 380 847
                .plist .lhead 289 53 379 52
                .psearch [part~=input-field] 305 105 347 34
                .plist .grp 289 149 379 28
                .prow 289 177 379 56
                .prow .av 309 186.5 36 36
                .prow .v 357 186.5 297 36
                .reader 669 53 771 847
                .rbar 669 53 771 52
                .av.huge 697 107 84 84
                .rsub 801 - - 32
                .pbuttons .btn 697 211 85 34
                """);
        looks("""
                .prow.cur background-color --k-accent-soft-2
                .prow .pn font-size --k-fs-14
                .prow .pd font-size --k-fs-12
                """);
    }

    @Test
    void tasks() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("tasks/all");
        assertThat(page.locator("k-task-entry input")).isVisible();
        page.locator(".compose").click();
        page.keyboard().type("A task for the look");
        page.keyboard().press("Enter");
        regions("""
                .nav a.f 72 108 206 32
                .tlist .phead 289 53 1151 64
                k-task-entry .inp 317 117 860 44
                k-tasks .grp 317 169 860 28
                .trow 317 197 860 44
                .trow .cb 321 209.5 18 18
                """);
        page.locator(".trow .ti").first().click();
        regions("""
                .tdrawer 1080 53 360 847
                .tdrawer .rbar 1081 53 359 52
                .trow 317 197 735 44
                .trow .when 952 208.5 92 20
                """);
    }

    @Test
    void settings() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("settings");
        regions(FRAME + """
                .side .nav a.f 72 56 206 32
                .settings .phead 289 53 1151 64
                .settings .phead h1 317 71 - 28
                .settings .panel 317 - 860 -
                """);
    }

    /** There is one table without a choice of several rows, and a drawer without tabs. */
    @Test
    void adminUsers() {
        open("dave", 1440, 900, ColorScheme.LIGHT);
        go("admin/users");
        page.getByText("Carol Wijaya").first().click();
        assertThat(page.locator(".drawer-who")).isVisible();
        regions(FRAME + """
                .phead 289 53 751 64
                .phead h1 317 71 - 28
                .phead .btn.primary 908 68 112 34
                .admin-filter [part~=input-field] 317 117 240 34
                .admin-table 289 163 751 -
                .admin-table [part~=header-cell] 289 163 - 34
                .drawer 1040 53 400 847
                .drawer .ib - 62 34 34
                .drawer-who .av 1061 105 52 52
                .drawer h2 1127 109 - 24
                .drawer-quick .btn 1061 171 - 28
                .drawer-foot .btn.primary - 854 58 34
                """);
        looks("""
                .phead h1 font-size --k-fs-22
                .drawer h2 font-size --k-fs-18
                .drawer background-color --k-surface
                """);
    }

    /** What the realm does not ask for has no place, so the form is lower; its parts stand as far from each other. */
    @Test
    void login() {
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("#username")).isVisible();
        var lower = page.locator("h1").boundingBox().y - 249;
        regions("""
                .side 0 0 685.7 900
                .pattern 685.7 0 754.3 900
                """);
        regions("""
                h1 168.8 %s 348 36
                #username 168.8 %s 348 42
                #password 168.8 %s 348 42
                .button.primary 168.8 %s 348 42
                """.formatted(249 + lower, 350 + lower, 433 + lower, 527 + lower));
        looks("""
                .side background-color --k-surface
                h1 font-size --k-fs-28
                .button.primary background-color --k-accent
                #username border-top-left-radius --k-r-s
                """);
    }

    /** Tabs stand below the search, and targets are as large as a finger. */
    @Test
    void phoneMail() {
        openPhone();
        regions("""
                .topbar 0 0 390 106
                .topbar .side-toggle 6 6 44 44
                .lhead h1 54 14 - 28
                .topbar .av 348 12 32 32
                .searchbox 12 56 366 44
                .ltabs 0 106 390 34
                .row 0 - 390 86
                .row .av 20 - 34 34
                .row .rm 66 - 310 63
                .fab 274 714 100 52
                .rail 0 782 390 62
                .rail a 0 783 97.5 57
                """);
        looks("""
                .rail background-color --k-canvas
                .row .from font-size --k-fs-15
                .lhead h1 font-size --k-fs-22
                """);
    }

    @Test
    void phoneMessage() {
        openPhone();
        openFirstMessage();
        regions("""
                .rbar 0 0 390 56
                .rbar .ib 2 6 44 44
                .rsub 16 56 358 -
                .msg:not(.min) > .mh .av:visible 16 - 38 38
                .msg:not(.min) > .mh .who:visible 66 - - 40
                .reply 0 775 390 69
                .reply .in > .btn:visible - 784 - 46
                """);
    }

    @Test
    void phoneCompose() {
        openPhone();
        page.locator(".fab").click();
        regions("""
                .ch 0 0 390 56
                .ch .close 2 6 44 44
                .cf .send - 8 - 40
                .cl:has(k-recipients) 0 - 390 52
                .cl:has(.subject) 0 - 390 48
                .tool 0 785 390 59
                .tool .ib 8 790 44 44
                """);
    }

    /** The search and the choice of a period stand above the days of the week. */
    @Test
    void phoneCalendar() {
        openPhone();
        go("calendar/" + Suite.wednesday());
        regions("""
                .topbar 0 0 390 106
                .calhead h1 54 14 - 28
                .strip 0 158 390 74
                .strip .d 18.4 181 36 36
                .ag > .d 4 - 56 -
                .ag .ev 60 - 316 50
                .calweek .fab 271 714 103 52
                .rail 0 782 390 62
                """);
    }

    @Test
    void coloursAndSizesAreTheTokensInBothSchemes() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open("alice", 1440, 900, scheme);
            go("");
            assertThat(page.locator(".row").first()).isVisible();
            looks("""
                    .app background-color --k-canvas
                    .main background-color --k-surface
                    .main border-top-color --k-line-2
                    .main border-start-start-radius --k-r-l
                    body color --k-text
                    body font-size --k-fs-13
                    .nav .compose background-color --k-accent
                    .nav .compose color --k-on-accent
                    .nav a.f.on background-color --k-accent-soft-2
                    .nav a.f.on.new color --k-text
                    .rail a font-size --k-fs-11
                    .lhead h1 font-size --k-fs-18
                    .row .pre color --k-text-3
                    .row .from color --k-text
                    .grp color --k-text-3
                    """);
            page.keyboard().press("Control+k");
            looks("""
                    .pal background-color --k-raised
                    .pal .si.on background-color --k-accent-soft
                    """);
            page.keyboard().press("Escape");
            go("settings");
            looks("""
                    .settings h1 font-size --k-fs-22
                    .settings .panel border-top-left-radius --k-r-m
                    """);
            go("calendar/" + Suite.wednesday());
            assertThat(page.locator(".wd").first()).isVisible();
            page.keyboard().press("c");
            page.locator(".evform vaadin-date-picker [part~=toggle-button]")
                    .first()
                    .click();
            looks("""
                    .evtitle [part~=input-field] background-color --k-surface
                    .evform vaadin-checkbox [part~=checkbox] background-color --k-surface
                    .evform vaadin-checkbox [part~=checkbox] border-top-color --k-line-control
                    vaadin-date-picker [part~=overlay] background-color --k-raised
                    vaadin-date-picker [part~=overlay] border-start-start-radius --k-r-m
                    vaadin-month-calendar [part~=selected] color --k-on-accent
                    vaadin-month-calendar [part~=date] font-size --k-fs-13
                    """);
            go("gallery");
            assertThat(page.locator("vaadin-text-field[invalid]").first()).isVisible();
            looks("""
                    vaadin-text-field[invalid] [part~=input-field] border-top-color --k-danger
                    vaadin-text-field[invalid] [part~=error-message] color --k-danger
                    """);
            context.close();
        }
    }
}
