/**
 * Bad data is a value: a problem found in an input, with file, record, field, value, effect and place.
 *
 * <p>Readers never log and never guess: they return records and issues, and the two balance against the rows read.
 */
@NullMarked
package org.phusong.geodata.issue;

import org.jspecify.annotations.NullMarked;
