package org.modelyard.platform.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * What people say, as a part of a page. HTML in it is shown and not obeyed, addresses lead to the web or to mail alone, headings lie
 * below the page's own, and pictures are links, since a page loads nothing from outside. What is nested so deeply that showing it may end in
 * an overflow of the stack is not shown.
 */
@Named
@ApplicationScoped
public class Markdown {

    private static final int PAGES_OWN = 2;
    private static final int LOWEST = 6;
    private static final int DEEPEST = 100;

    private final Parser parser = Parser.builder().build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .build();

    /** Empty for nothing. */
    public String html(@Nullable String markdown) {
        if (markdown == null) {
            return "";
        }
        Node document = parser.parse(markdown);
        if (tooDeep(document)) {
            return "<p>Nested too deeply to be shown.</p>";
        }
        document.accept(new Tamed());
        return renderer.render(document);
    }

    /** Without recursion, since what it looks for is what visitors and the renderer, which recur, break at. */
    private static boolean tooDeep(Node root) {
        int depth = 0;
        Node node = root;
        while (node != null) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                if (depth > DEEPEST) {
                    return true;
                }
            } else {
                while (node != null && node.getNext() == null) {
                    node = node.getParent();
                    depth--;
                }
                node = node == null ? null : node.getNext();
            }
        }
        return false;
    }

    private static final class Tamed extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(LOWEST, heading.getLevel() + PAGES_OWN));
            visitChildren(heading);
        }

        /** One that stood in a picture's words, which are a link's now. */
        @Override
        public void visit(Link link) {
            visitChildren(link);
            if (linked(link)) {
                dissolve(link);
            }
        }

        @Override
        public void visit(Image image) {
            if (linked(image)) {
                visitChildren(image);
                dissolve(image);
                return;
            }
            Link link = new Link(image.getDestination(), image.getTitle());
            Node child = image.getFirstChild();
            while (child != null) {
                Node next = child.getNext();
                link.appendChild(child);
                child = next;
            }
            image.insertAfter(link);
            image.unlink();
            visitChildren(link);
        }

        /** HTML knows no link in a link. */
        private static boolean linked(Node node) {
            Node above = node.getParent();
            while (above != null && !(above instanceof Link)) {
                above = above.getParent();
            }
            return above != null;
        }

        /** Leaves its children in its place. */
        private static void dissolve(Node node) {
            Node child = node.getFirstChild();
            while (child != null) {
                Node next = child.getNext();
                node.insertBefore(child);
                child = next;
            }
            node.unlink();
        }
    }
}
