package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextToHtmlTest {

    private static String html(String text) {
        return TextToHtml.convert(new Reading.Text(text, false, false), true);
    }

    private static String flowed(String text) {
        return TextToHtml.convert(new Reading.Text(text, true, false), true);
    }

    @Test
    void textStaysTextWhateverItHolds() {
        assertThat(html("<script>alert('x')</script> & more"))
                .isEqualTo("<div class=\"k-text\">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more\n</div>");
    }

    @Test
    void addressesBecomeLinksWithoutTheSentencesPunctuation() {
        assertThat(html("See https://example.org/a_(b)?x=1&y=2. Or (www.example.org), or a.b@example.org!"))
                .contains(
                        "<a href=\"https://example.org/a_(b)?x=1&amp;y=2\" target=\"_blank\" rel=\"noopener noreferrer\">https://example.org/a_(b)?x=1&amp;y=2</a>. Or (")
                .contains("<a href=\"https://www.example.org\"")
                .contains("www.example.org</a>), or ")
                .contains("<a href=\"mailto:a.b@example.org\"");
        assertThat(html("javascript:alert(1) //x data:text/html,x")).doesNotContain("<a");
    }

    @Test
    void quotedLinesAreNestedAndLongOnesFolded() {
        assertThat(html("Yes.\n> one\n>> two"))
                .isEqualTo(
                        "<div class=\"k-text\">Yes.\n<blockquote>one\n<blockquote>two\n</blockquote></blockquote></div>");
        assertThat(html("Yes.\n> 1\n> 2\n> 3\n> 4\n"))
                .contains(
                        "Yes.\n<details class=\"k-quote\"><summary>•••</summary><blockquote>1\n2\n3\n4\n</blockquote></details>");
        assertThat(html("> 1\n> 2\n> 3\n> 4")).doesNotContain("details");
    }

    @Test
    void flowedLinesAreJoinedAndTheSignatureMarkIsNot() {
        assertThat(flowed("one \ntwo\n-- \nAlice")).isEqualTo("<div class=\"k-text\">one two\n-- \nAlice\n</div>");
        assertThat(flowed(" >not a quote\n>a \n>b\nc"))
                .isEqualTo("<div class=\"k-text\">&gt;not a quote\n<blockquote>a b\n</blockquote>c\n</div>");
        assertThat(TextToHtml.convert(new Reading.Text("日本 \n語", true, true), true))
                .contains("日本語");
    }

    @Test
    void aThousandLevelsOfQuotationAreBounded() {
        assertThat(html(">".repeat(10_000) + " x")).hasSizeLessThan(1_000);
    }
}
