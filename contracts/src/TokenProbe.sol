// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Never deployed: its code is laid over an address for one simulated call, in which it holds some of a token. It moves a part
/// to somebody else and tells what that did, by what the token says of both before and after.
contract TokenProbe {
    struct Seen {
        uint256 decimalsBefore;
        uint256 heldBefore;
        uint256 receivedBefore;
        bool succeeded;
        /// How much the transfer answered, and its first word.
        uint256 answerSize;
        uint256 answer;
        uint256 gasUsed;
        uint256 decimalsAfter;
        uint256 heldAfter;
        uint256 receivedAfter;
    }

    /// Left to the transfer at most: what takes more is not worth sweeping.
    uint256 private constant MOST_GAS = 2_000_000;

    function probe(address token, address to, uint256 value) external returns (Seen memory seen) {
        seen.decimalsBefore = _ask(token, abi.encodeWithSignature("decimals()"));
        seen.heldBefore = _balance(token, address(this));
        seen.receivedBefore = _balance(token, to);
        bytes memory input = abi.encodeWithSignature("transfer(address,uint256)", to, value);
        uint256 before = gasleft();
        (seen.succeeded, seen.answerSize, seen.answer) = _call(token, input);
        seen.gasUsed = before - gasleft();
        seen.decimalsAfter = _ask(token, abi.encodeWithSignature("decimals()"));
        seen.heldAfter = _balance(token, address(this));
        seen.receivedAfter = _balance(token, to);
    }

    function _balance(address token, address account) private view returns (uint256) {
        return _ask(token, abi.encodeWithSignature("balanceOf(address)", account));
    }

    /// A word, or the largest there is where none can be had: nothing holds that much, and no token has so many decimals.
    function _ask(address token, bytes memory input) private view returns (uint256 word) {
        assembly ("memory-safe") {
            let done := staticcall(1000000, token, add(input, 32), mload(input), 0, 32)
            switch and(done, gt(returndatasize(), 31))
            case 1 { word := mload(0) }
            default { word := not(0) }
        }
    }

    function _call(address token, bytes memory input) private returns (bool done, uint256 size, uint256 word) {
        assembly ("memory-safe") {
            mstore(0, 0)
            done := call(MOST_GAS, token, 0, add(input, 32), mload(input), 0, 32)
            size := returndatasize()
            word := mload(0)
        }
    }
}
