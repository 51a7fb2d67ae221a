// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TokenCalls} from "./TokenCalls.sol";

/// Exists only while its constructor runs: moves what its address holds to the treasury and the fee recipient, then
/// destroys itself into the treasury. It takes its orders from its creator, so that its code, and with it every
/// deposit address, is the same whatever is swept.
///
/// Nothing here trusts a token's answer: what counts is by how much the address's balance fell.
contract Forwarder {
    /// Enough for a contract wallet that logs what it receives; a recipient that wants more forfeits the native fee.
    uint256 private constant RECIPIENT_GAS = 100_000;

    constructor() payable {
        (address treasury, address feeRecipient, uint256 feeBps, uint256 item, uint256 end) = _plan();
        unchecked {
            for (; item < end; item += 0x40) {
                (address token, uint256 held) = _item(item);
                _moveToken(token, held, treasury, feeRecipient, feeBps);
            }
        }
        _moveNative(treasury, feeRecipient, feeBps);
    }

    /// Net first: a token that blocks the treasury then pays no fee either.
    function _moveToken(address token, uint256 held, address treasury, address feeRecipient, uint256 feeBps) private {
        unchecked {
            uint256 fee = feeBps == 0 ? 0 : TokenCalls.share(held, feeBps, 10_000);
            uint256 wanted = held - fee;
            (uint256 net, uint256 left) = TokenCalls.move(token, treasury, wanted, held);
            if (fee != 0) {
                // The treasury got less than its part: the fee shrinks in proportion.
                if (net < wanted) fee = TokenCalls.share(net, feeBps, 10_000 - feeBps);
                if (fee > left) fee = left;
                if (fee != 0) (fee, left) = TokenCalls.move(token, feeRecipient, fee, left);
            }
            _report(token, net, fee, left);
        }
    }

    /// What a refusing recipient does not take goes to the treasury with the rest.
    function _moveNative(address treasury, address feeRecipient, uint256 feeBps) private {
        uint256 held = address(this).balance;
        if (held != 0) {
            uint256 fee = feeBps == 0 ? 0 : TokenCalls.share(held, feeBps, 10_000);
            if (fee != 0) {
                bool taken;
                assembly ("memory-safe") {
                    taken := call(RECIPIENT_GAS, feeRecipient, fee, 0, 0, 0, 0)
                }
                if (!taken) TokenCalls.requireSpareGas();
                // A recipient may have sent some back.
                uint256 rest = address(this).balance;
                fee = rest < held ? held - rest : 0;
                held = rest;
            }
            _report(address(0), held, fee, 0);
        }
        // In the transaction of its creation this removes the contract whole, runs no code of the treasury, and frees
        // the address for the next sweep (EIP-6780).
        assembly ("memory-safe") {
            selfdestruct(treasury)
        }
    }

    /// Asks the creator; `item` and `end` are where in memory the pairs of token and balance lie.
    function _plan()
        private
        view
        returns (address treasury, address feeRecipient, uint256 feeBps, uint256 item, uint256 end)
    {
        assembly ("memory-safe") {
            if iszero(staticcall(gas(), caller(), 0, 0, 0, 0)) { revert(0, 0) }
            let answer := mload(0x40)
            returndatacopy(answer, 0, returndatasize())
            end := add(answer, returndatasize())
            mstore(0x40, end)
            let terms := mload(answer)
            treasury := shr(96, shl(96, terms))
            feeBps := shr(160, terms)
            feeRecipient := mload(add(answer, 0x20))
            item := add(answer, 0x40)
        }
    }

    function _item(uint256 place) private pure returns (address token, uint256 held) {
        assembly ("memory-safe") {
            token := mload(place)
            held := mload(add(place, 0x20))
        }
    }

    /// A report that fails, for want of gas, undoes the sweep of this address.
    function _report(address token, uint256 net, uint256 fee, uint256 left) private {
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, token)
            mstore(add(words, 0x20), net)
            mstore(add(words, 0x40), fee)
            mstore(add(words, 0x60), left)
            if iszero(call(gas(), caller(), 0, words, 0x80, 0, 0)) { revert(0, 0) }
        }
    }
}
