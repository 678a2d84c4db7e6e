/**
 * What is published: one class for each table, and the one step that publishes a revision.
 *
 * <p>Tables are Parquet with the same bytes for the same content; a revision becomes visible by a rename and never changes afterwards.
 */
@NullMarked
package org.phusong.jobs.table;

import org.jspecify.annotations.NullMarked;
