package org.modelyard.it.console;

import com.microsoft.playwright.Page;
import java.util.List;

/** Options of menus that are wider than the menu's box, in which what is chosen would be cut. */
final class CutOptions {

    /** The arrow's room, which no style tells. */
    private static final int ARROW = 20;

    private static final String MEASURED =
            """
            arrow => {
              const pen = document.createElement('canvas').getContext('2d');
              return [...document.querySelectorAll('main select')].flatMap(menu => {
                const style = getComputedStyle(menu);
                pen.font = style.font;
                const room = menu.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
                return [...menu.options]
                  .map(option => [option.text, Math.ceil(pen.measureText(option.text).width)])
                  .filter(([text, width]) => menu.clientWidth > 0 && width > room)
                  .map(([text, width]) => `${menu.id}: '${text}' needs ${width} of ${room} pixels`);
              });
            }""";

    private CutOptions() {}

    /** Of the menus that the page shows now, at its present width. */
    static List<String> of(Page page) {
        return ((List<?>) page.evaluate(MEASURED, ARROW))
                .stream().map(String::valueOf).toList();
    }
}
