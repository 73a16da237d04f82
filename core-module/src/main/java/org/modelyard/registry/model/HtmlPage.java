package org.modelyard.registry.model;

import java.util.List;

/** A page of headings, sentences and tables in one file. All text is escaped; nothing is loaded and no script runs. */
final class HtmlPage {

    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
            + "padding:0 1rem;color-scheme:light dark}table{border-collapse:collapse;margin:.5rem 0 1.5rem;width:100%}"
            + "caption{text-align:left;font-weight:600;padding:.25rem 0}th,td{text-align:left;vertical-align:top;"
            + "padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886;overflow-wrap:anywhere}"
            + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
            + "@media(max-width:48rem){td.n,th.n{white-space:normal}}"
            + "h2{margin-top:2rem}";

    private final StringBuilder html = new StringBuilder(16_384);

    HtmlPage(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .append("style-src 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
        text(title);
        html.append("</title>\n<style>").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<h1>");
        text(title);
        html.append("</h1>\n");
    }

    HtmlPage heading(String words) {
        html.append("<h2>");
        text(words);
        html.append("</h2>\n");
        return this;
    }

    HtmlPage sentence(String words) {
        html.append("<p>");
        text(words);
        html.append("</p>\n");
        return this;
    }

    HtmlPage list(List<String> sentences) {
        html.append("<ul>\n");
        for (String one : sentences) {
            html.append("<li>");
            text(one);
            html.append("</li>\n");
        }
        html.append("</ul>\n");
        return this;
    }

    /**
     * @param heads of the columns; one that begins with '#' is of numbers
     * @param rows as many cells as heads; the first of a row is its head
     */
    HtmlPage table(String caption, List<String> heads, List<List<String>> rows) {
        html.append("<table>\n<caption>");
        text(caption);
        html.append("</caption>\n<thead><tr>");
        for (String head : heads) {
            boolean number = head.startsWith("#");
            html.append("<th scope=\"col\"").append(number ? " class=\"n\">" : ">");
            text(number ? head.substring(1) : head);
            html.append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(i == 0 ? "<th scope=\"row\">" : heads.get(i).startsWith("#") ? "<td class=\"n\">" : "<td>");
                text(row.get(i));
                html.append(i == 0 ? "</th>" : "</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
        return this;
    }

    String close() {
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void text(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
    }
}
