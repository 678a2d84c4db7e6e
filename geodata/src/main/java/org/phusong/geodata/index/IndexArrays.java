package org.phusong.geodata.index;

/**
 * All of a {@link CoverageIndex} as numbers and flat arrays, to be written to a file and read again. The arrays are the index's own: not to
 * be changed.
 *
 * @param originX west side of the root cells, degrees
 * @param originY south side, degrees
 * @param rootExponent a root cell is 2^rootExponent degrees wide and high
 * @param levels how often a root cell can be split
 * @param columns root cells from west to east
 * @param rows root cells from south to north
 * @param classCount number of claim classes
 * @param wardCount number of wards
 * @param root a reference for each root cell, row by row
 * @param nodes 16 references a node
 * @param leaves leaves one after the other
 * @param leafEdges the numbers of the edges of the leaves
 * @param vertices x and y of every vertex, degrees
 * @param answerWards the ward of each answer, -1 for none
 * @param answerClasses the classes of each answer, as a bit set of as many longs as the classes need
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the arrays are written and read as they are
public record IndexArrays(
        double originX,
        double originY,
        int rootExponent,
        int levels,
        int columns,
        int rows,
        int classCount,
        int wardCount,
        int[] root,
        int[] nodes,
        int[] leaves,
        int[] leafEdges,
        double[] vertices,
        int[] answerWards,
        long[] answerClasses) {}
