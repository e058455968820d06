package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tables in the editor, in a real browser: how they are made, written and changed. */
class TablesBrowserTest extends EditorPageTest {

    /** The rows of the table, without styles; the cell with the caret has a star. */
    private String table() {
        return (String) page.evaluate("""
                () => [...document.querySelectorAll('k-editor table tr')].map((row) => [...row.cells].map((cell) =>
                    cell.textContent + (cell.colSpan > 1 ? `>${cell.colSpan}` : '') + (cell.rowSpan > 1 ? `v${cell.rowSpan}` : '') + (cell.contains(getSelection().anchorNode) ? '*' : '')).join()).join('/')""");
    }

    @Test
    void aTableHasTheSizeThatIsChosenAndIsWrittenCellByCell() {
        tableOf(2, 2);
        page.keyboard().type("a");
        page.keyboard().press("Tab");
        page.keyboard().type("b");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("c");
        assertThat(table()).isEqualTo("a,b/,/c*,");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        assertThat(table()).isEqualTo("a,b*/,/c,");
        page.keyboard().press("Alt+F10");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("() => document.activeElement.closest('.rich') !== null"))
                .isEqualTo(true);
        assertThat(table()).isEqualTo(",/a,b*/,/c,");
        page.keyboard().press("Control+z");
        assertThat(table()).isEqualTo("a,b*/,/c,");
        page.keyboard().press("Alt+F10");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Escape");
        page.keyboard().type("x");
        assertThat(table()).isEqualTo("a,x*/,/c,");
        assertThat((String) page.evaluate("() => document.querySelector('k-editor').html"))
                .startsWith("<p>t</p><table")
                .endsWith("</table><p><br></p>");
    }

    private String changed(String rows, String what) {
        edited("<table>" + rows + "</table><p>x</p>");
        page.evaluate("what => document.querySelector(`k-editor [data-table=${what}]`).click()", what);
        return table();
    }

    @Test
    void rowsAndColumnsAreAddedAndRemovedAlsoWhereCellsSpanOthers() {
        var plain = "<tr><td>a<td id=at>b<tr><td>c<td>d";
        assertThat(changed(plain, "rowBelow")).isEqualTo("a,b*/,/c,d");
        assertThat(changed(plain, "columnBefore")).isEqualTo("a,,b*/c,,d");
        assertThat(changed(plain, "columnAfter")).isEqualTo("a,b*,/c,d,");
        assertThat(changed(plain, "rowRemove")).isEqualTo("c,d*");
        assertThat(changed(plain, "columnRemove")).isEqualTo("a*/c");
        assertThat(changed(plain, "tableRemove")).isEmpty();
        var spans = "<tr><td colspan=2>a<td rowspan=2>b<tr><td id=at>c<td>d<tr><td>e<td>f<td>g";
        assertThat(changed(spans, "columnAfter")).isEqualTo("a>3,bv2/c*,,d/e,,f,g");
        assertThat(changed(spans, "rowAbove")).isEqualTo("a>2,bv3/,/c*,d/e,f,g");
        assertThat(changed(spans, "columnRemove")).isEqualTo("a,bv2/d*/f,g");
        assertThat(changed(spans, "rowRemove")).isEqualTo("a>2,b/e*,f,g");
        assertThat(changed("<tr><td id=at rowspan=2>a<td>b<tr><td>c", "rowRemove"))
                .isEqualTo("a*,c");
    }

    @Test
    void aTableStandsBelowCodeAndQuotationsNotInThem() {
        edited("<pre id=at>c</pre>", "do table");
        page.keyboard().press("Enter");
        page.waitForFunction("() => document.querySelector('k-editor table')");
        assertThat((Boolean) page.evaluate("() => document.querySelector('k-editor pre table') === null"))
                .isTrue();
        assertThat(table()).isEqualTo("*,,/,,/,,");
    }
}
