/**
 * The frame around every view: top bar, rail (a bottom bar on a phone), side panel, main surface, toasts.
 *
 * <p>To add a view:
 * <ol>
 *   <li>A component with {@code @Route(value = "calendar", layout = Shell.class)} in a package of its own. Its root fills the main
 *       surface; give it class names from {@code ui/base.css} ({@code phead}, {@code pbody}, {@code btn}, {@code ib}, {@code chip}, {@code av}), and only
 *       what is special to it a style sheet of its own beside those, named in {@link Assets}.
 *   <li>A CDI bean that implements {@link Place}: it puts the view in the rail. The rail asks {@code visible()} each time it is built.
 *   <li>If the view has something for the panel between rail and surface (folders, a small month), it implements {@link SidePanel}. Below 1181 px the panel
 *       becomes a drawer by itself.
 *   <li>Texts are keys of {@code texts.properties} and {@code texts_id.properties}, read with {@code getTranslation(key)}; never a literal.
 *   <li>Icons: {@link Icon}, by their Lucide names; add a new name to {@code icons.txt}.
 *   <li>"Done. Undo": {@link Toasts}. Live data: {@link LiveChanges}, which coalesces notices of the change stream and runs in the UI's lock.
 *   <li>Scripts are ES modules in {@code webapp/ui}, imported by {@code kantor.js}; {@link Assets} joins them, there is no front-end build.
 * </ol>
 */
@NullMarked
package org.kantor.webmail.shell;

import org.jspecify.annotations.NullMarked;
