package org.kantor.webmail.mail;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.content.ServedMessages;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.HostileTextTest;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.people.PeopleSearch;
import org.kantor.webmail.shell.Toasts;
import org.kantor.webmail.warnings.Warning;

/** Texts that strangers write, in all that draws mail: rows, folders, suggestions, pickers, files, the reading pane. What the server tells a script is told here as it does. */
class HostileTextBrowserTest extends HostileTextTest {

    /** What a grid does with a row's template: the values become text and attributes. */
    private static final String BODY = """
            <k-mail-list><h1>Inbox</h1><vaadin-grid></vaadin-grid></k-mail-list><nav class="nav"><k-folders></k-folders></nav>
            <k-search class="searchbox"></k-search><k-keyboard></k-keyboard><k-recipients></k-recipients><div class="att"></div><k-tasks></k-tasks>
            <div class="told" data-one="{0}" data-more="{0}"></div><div class="results"></div><main></main>
            <script type="module">
              import '/ui/icon.js';
              import '/ui/mail-row.js';
              import '/ui/mail-list.js';
              import '/ui/folders.js';
              import '/ui/keyboard.js';
              import '/ui/palette.js';
              import '/ui/search.js';
              import '/ui/recipients.js';
              import '/ui/announce.js';
              import '/ui/tasks.js';
              import '/ui/toast.js';
              import '/ui/preview.js';
              import { Attachments } from '/ui/attachments.js';
              import { messageInside } from '/ui/inside.js';
              import { verb } from '/ui/keys.js';
              verb('archive', () => {});
              const html = (strings, ...values) => {
                const box = document.createElement('template');
                box.innerHTML = strings.reduce((text, part, i) => `${text}{{${i - 1}}}${part}`);
                const fill = (text) => text.split(/\\{\\{(\\d+)\\}\\}/).map((part, i) => (i % 2 ? values[part] : part));
                const nodes = document.createTreeWalker(box.content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
                const all = [];
                while (nodes.nextNode()) all.push(nodes.currentNode);
                for (const node of all) {
                  if (node.nodeType === Node.TEXT_NODE) {
                    node.replaceWith(...fill(node.data).flat(Infinity));
                  } else {
                    [...node.attributes].forEach((one) => node.setAttribute(one.name, fill(one.value).join('')));
                  }
                }
                return box.content;
              };
              window.list = document.querySelector('k-mail-list');
              window.drawn = (index) => kantorMailRow(html, { closest: () => list }, index);
              Object.assign(window, { Attachments, messageInside, $: (selector) => document.querySelector(selector) });
              document.body.id = 'ready';
            </script>""";

    @BeforeEach
    void open() {
        new OpenUi(Locale.ENGLISH);
        openHostile(BODY, "message/.*");
        page.route(
                Chromium.ROOT + "message/**",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("<!doctype html><body>")));
    }

    private void draw(String script) {
        page.evaluate("(texts) => {" + script + "}", TEXTS);
    }

    @Test
    void rowsOfMail() {
        draw("""
                list.labels = { read: 'Read', star: 'Star', count: '{0}' };
                list.words = ['img', 'script', 'top', 'gnp'];
                list.tags = texts.map((text, i) => ({ keyword: `k${i}`, hue: 'h-red', name: text }));
                list.grid._dataProviderController = { rootCache: { items: texts.map((text, i) => ({
                  uid: `1/${i}`, key: text, people: text, subject: text, preview: text, tags: `k${i}`, hue: 'red', initials: text.slice(0, 2), count: text, date: text, time: text,
                  folder: text, due: text, group: text, unread: true, starred: true, muted: true, answered: true, clip: true })) } };
                for (const pane of ['beside', 'below']) {
                  document.documentElement.dataset.pane = pane;
                  const rows = document.createElement('div');
                  rows.className = pane;
                  rows.append(...texts.map((_, i) => drawn(i)));
                  $('main').append(rows);
                }""");
        for (var pane : List.of(".beside ", ".below ")) {
            isShownIn(
                    pane + ".from",
                    pane + ".sub",
                    pane + ".pre",
                    pane + ".grp",
                    pane + "time",
                    pane + ".chip.due",
                    pane + ".chip.grey",
                    pane + ".chip.h-red");
        }
    }

    @Test
    void linesOfFolders() {
        draw("""
                Object.assign($('k-folders'), { more: 'More for {0}', inner: 'Folders in {0}', addId: 'new' });
                $('k-folders').lines = texts.flatMap((text, i) => [
                  { address: `mail/${i}`, icon: 'folder', title: text, tip: text, number: text, unread: text, mailbox: `${i}`, label: text, menu: 'folder-menu' },
                  { key: `h${i}`, title: text, add: text }]);""");
        isShownIn("k-folders .f .trunc", "k-folders .f .n", "k-folders h4");
    }

    @Test
    void suggestionsOfTheSearch() {
        draw("""
                $('k-search').texts = { 'search.within': '{0} {1}' };
                for (const text of texts) {
                  $('k-search').shown = { query: 'from:x@outside.example', labels: { 'x@outside.example': text } };
                  $('main').append($('k-search .ops').cloneNode(true));
                }
                $('k-search').shown = { query: 'top', labels: {} };
                $('k-search input').focus();
                $('k-search').suggested('top', {
                  messages: texts.map((text) => ({ subject: text, who: text, folder: text, time: text, path: text, hue: 'red', initials: text.slice(0, 2) })),
                  people: texts.map((text) => ({ name: text, address: text, hue: 'red', initials: text.slice(0, 2) })),
                  folders: texts, labels: texts, recent: texts });""");
        isShownIn("main .op .trunc", "k-search .si .under", "k-search .si .trunc", "k-search .si .trunc > .muted");
        draw("""
                $('k-search input').value = '';
                $('k-search').typed();""");
        isShownIn("k-search .si");
    }

    @Test
    void thePalette() {
        draw("""
                $('main').innerHTML = '<section class="reader"><h2 class="rsub"></h2></section>';
                $('.rsub').textContent = texts.join(' ');""");
        page.keyboard().press("Control+k");
        draw("""
                const shown = [];
                for (const text of texts) {
                  $('k-keyboard').found('', [{ name: text, address: text, hue: 'red', initials: text.slice(0, 2) }],
                    [{ id: 1, name: text, icon: 'folder', note: text }], [{ path: text, title: text, icon: 'key-round' }]);
                  shown.push($('.pal .lines').cloneNode(true));
                }
                $('main').append(...shown);""");
        isShownIn("main .si .trunc", "main .si .muted", "main .h5");
    }

    @Test
    void pickersOfFoldersAndLabels() {
        draw("""
                list.labels = { folder: texts.join(' '), label: 'Label', newLabel: 'New: {0}' };
                list.folders = texts.map((name, i) => ({ id: i + 1, name, icon: 'folder', takes: true }));
                list.act('move', ['1']);""");
        isShownIn(".picker .si");
        page.keyboard().press("Escape");
        draw("""
                list.tags = texts.map((name, i) => ({ keyword: `k${i}`, hue: 'h-red', name }));
                list.act('label', ['1']);""");
        isShownIn(".picker .si");
        page.locator(".picker input").fill(TEXTS.getFirst() + "?");
        assertThat(page.locator(".picker .si").textContent()).isEqualTo("New: " + TEXTS.getFirst() + "?");
        isShownIn();
    }

    @Test
    void recipientsAndFilesOfAMessageThatIsWritten() {
        draw("""
                const people = texts.map((text) => ({ name: text, address: text, out: true, bad: true, members: [{ name: text, address: text }] }));
                $('k-recipients').labels = { expand: 'Who is in {0}', outOf: '{0} of {1}' };
                $('k-recipients').setPeople(people);
                new Attachments({ querySelector: $, labels: { remove: 'Remove {0}' } }).set(texts.map((name, id) => ({ id, name, octets: 1, inline: false })));""");
        isShownIn("k-recipients .person > .trunc", ".att .file b");
        draw("""
                $('k-recipients').setPeople([]);
                $('k-recipients input').value = 'top';
                $('k-recipients').suggest('top', texts.map((text) => ({ name: text, address: `${text}@outside.example`, hue: 'red', initials: text.slice(0, 2) })));""");
        isShownIn(".suggestions .trunc", ".suggestions .muted");
    }

    @Test
    void tasksAndWhatIsTold() {
        draw("""
                $('k-tasks').rows = { none: '', open: '', groups: texts.map((text, i) => ({ title: text,
                  rows: [{ task: text, title: text, list: text, hue: 'h-red', labels: [text], mail: text, when: text, priority: 'high', repeats: true }] })) };
                const regions = texts.map((text) => {
                  const region = $('.told').cloneNode();
                  $('.told').before(region);
                  kantorDue(region, 1, text);
                  return region;
                });""");
        isShownIn("k-tasks h2", "k-tasks .ti", "k-tasks .chip", "k-tasks .tfrom", "k-tasks .when", ".told");
    }

    @Test
    void toasts() {
        TEXTS.forEach(text -> {
            var toasts = new Toasts();
            toasts.offer("check", text, text, () -> {});
            show(toasts);
        });
        isShownIn(".toast span", ".toast button");
    }

    /** A message whose header and files are all called so. */
    private static byte[] message(String text) {
        var word = "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
        var raw = text.replaceAll("[^ -~]", "");
        var quoted = "\"" + raw.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        var file = URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return String.join(
                        "\r\n",
                        "From: " + word + " <mallory@outside.example>",
                        "To: " + word + " <alice@example.org>, " + quoted + " <" + quoted + "@outside.example>",
                        "Cc: " + word + " <bob@outside.example>",
                        "Reply-To: " + word + " <other@outside.example>",
                        "Subject: " + word,
                        "Message-ID: <" + raw.replaceAll("[<>\\s]", "") + "@outside.example>",
                        "List-Id: " + raw,
                        "List-Unsubscribe: <" + raw.replaceAll("[<>]", "") + ">, <https://outside.example/?"
                                + raw.replaceAll("[<>\"\\s]", "") + ">",
                        "MIME-Version: 1.0",
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "Content-Type: text/plain",
                        "",
                        "x",
                        "--b",
                        "Content-Type: image/png; name=" + quoted,
                        "Content-Disposition: attachment; filename*=utf-8''" + file,
                        "",
                        "x",
                        "--b",
                        "Content-Type: application/x-msdownload",
                        "Content-Disposition: attachment; filename*=utf-8''" + file + ".exe",
                        "",
                        "x",
                        "--b--",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<MessageContents.Opened> opened() throws IOException {
        try (var served = new ServedMessages()) {
            return IntStream.range(0, TEXTS.size())
                    .mapToObj(i -> {
                        served.message(i, message(TEXTS.get(i)));
                        return served.contents().opened(ServedMessages.ALICE, i);
                    })
                    .toList();
        }
    }

    @Test
    void theReadingPane() throws IOException {
        var opener = OpenedMessages.opener(new ImageSenders(), new Toasts());
        var names = new ArrayList<String>();
        for (var opened : opened()) {
            var text = opened.parsed().subject();
            var message = OpenedMessages.open(
                    OpenedMessages.member(1, text, text),
                    opened,
                    false,
                    ImageSenders.Permission.NONE,
                    new Warning(Warning.Kind.NAME, List.of(text, text, text)));
            var article = new MessageArticle(message, new OpenedMessages.Acts(again -> {}, () -> {}), opener, false);
            show(article.heading(), article, new MessageDetails(message, false));
            opened.reading().files().stream().map(Reading.FilePart::name).forEach(names::add);
        }
        isShownIn(".rsub", ".who b", ".who dd", ".facts h2", ".facts dd");
        assertThat(names).hasSize(2 * TEXTS.size());
        assertThat(page.locator(".att b").allTextContents()).isEqualTo(names);
    }

    /** Of the messages of a conversation only the last is opened. */
    @Test
    void linesOfAConversation() throws IOException {
        var last = opened().getLast();
        var members = new ArrayList<Member>();
        TEXTS.forEach(text -> members.add(new Member(
                1,
                new MailboxId(1),
                null,
                members.size() + 1,
                members.size() + 1,
                0xff,
                Set.of(),
                Instant.EPOCH,
                text,
                text,
                false,
                false)));
        var desk = new ConversationStack.Desk() {
            @Override
            public OpenMessage open(Member member, boolean remoteImages) {
                return OpenedMessages.open(member, last, remoteImages, ImageSenders.Permission.NONE);
            }

            @Override
            public OpenMessage.Acts acts(Member member, Consumer<Boolean> again, Runnable authorAgain) {
                return new OpenedMessages.Acts(again, authorAgain);
            }

            @Override
            public Map<Long, Messages.Summary> summaries(long[] messages) {
                return members.stream()
                        .collect(Collectors.toMap(
                                Member::message,
                                member -> new Messages.Summary(
                                        member.message(),
                                        member.fromName(),
                                        member.sender(),
                                        member.fromName(),
                                        member.fromName(),
                                        member.fromName(),
                                        false,
                                        Instant.EPOCH,
                                        1,
                                        null)));
            }

            @Override
            public void shown(List<Member> read) {
                // all were read
            }

            @Override
            public boolean isMine(String address) {
                return false;
            }

            @Override
            public Dates dates() {
                return OpenedMessages.DATES;
            }
        };
        var opener = OpenedMessages.opener(new ImageSenders(), new Toasts());
        show(new ConversationStack(members, members.size(), opener, desk, message -> {}));
        isShownIn(".stack b", ".stack");
        assertThat(page.locator(".stack .min .trunc").allTextContents()).isEqualTo(TEXTS.subList(0, TEXTS.size() - 1));
    }

    @Test
    void filesAndPeopleThatWereFound() throws IOException {
        Component texts = new Div();
        var words = Set.of("img", "script", "top", "gnp");
        var files = new FoundFiles(texts, words, OpenedMessages.DATES);
        for (var opened : opened()) {
            files.add(new MailSearch.Hit(new MailboxId(1), 1, 1), opened.parsed(), Instant.EPOCH, Map.of());
        }
        page.evaluate("html => kantorResults(document.querySelector('.results'), html)", files.html());
        isShownIn(".results .of");
        assertThat(page.locator(".results .from").count()).isEqualTo(2 * TEXTS.size());
        page.locator(".results [data-preview]").first().click();
        assertThat(page.locator(".preview b").textContent()).contains("img src=x onerror=");
        page.keyboard().press("Escape");
        var people = TEXTS.stream()
                .map(text -> new PeopleSearch.Found(text, text + "@outside.example"))
                .toList();
        page.evaluate(
                "html => kantorResults(document.querySelector('.results'), html)", FoundPeople.html(people, words));
        isShownIn(".results .from", ".results .pre");
    }

    @Test
    void aMessageInsideAMessage() {
        draw("""
                texts.forEach((text, i) => {
                  const person = { name: text, address: text, hue: 'red', initials: text.slice(0, 2) };
                  window.fetch = async () => ({ ok: true, json: async () => ({ subject: text, sent: text, blocked: text, from: person,
                    lines: [{ name: text, people: [person, { ...person, name: '' }] }], frame: { src: 'message/7/inside/2', 'data-sandbox': '', 'data-title': text },
                    labels: { show: text, turn: text, think: text, leave: text, save: text },
                    files: ['', text].map((risk) => ({ name: text, octets: 2, href: 'message/7/part/2/x', opens: true, preview: 'image', about: '', save: text, risk })) }) });
                  $('main').append(messageInside('message/7/inside/2?about', text));
                });""");
        assertThat(page.locator(".inside .rsub")).hasCount(TEXTS.size());
        isShownIn(
                ".inside .rsub",
                ".inside .who b",
                ".inside dt",
                ".inside dd",
                ".inside time",
                ".inside .bar",
                ".file a b",
                ".risky b",
                ".risky small");
    }
}
