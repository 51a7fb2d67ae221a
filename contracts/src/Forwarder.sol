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

    // Where the creator's answer lies in memory: the words of ForwarderFactory._answerPlan. It stays there, since to
    // read a word again is cheaper than to carry it along.
    uint256 private constant PLAN = 0x80;
    uint256 private constant FEE_RECIPIENT = 0xa0;
    uint256 private constant ITEMS = 0xc0;

    constructor() payable {
        uint256 end = _askForPlan();
        unchecked {
            for (uint256 item = ITEMS; item < end; item += 0x40) {
                _moveToken(address(uint160(_word(item))), _word(item + 0x20));
            }
        }
        if (address(this).balance != 0) _moveNative();
        // In the transaction of its creation this removes the contract whole, runs no code of the treasury, and frees
        // the address for the next sweep (EIP-6780).
        address treasury = _treasury();
        assembly ("memory-safe") {
            selfdestruct(treasury)
        }
    }

    /// Net first: a token that blocks the treasury then pays no fee either.
    function _moveToken(address token, uint256 held) private {
        unchecked {
            uint256 feeBps = _feeBps();
            if (feeBps == 0) {
                (uint256 all, uint256 rest) = TokenCalls.move(token, _treasury(), held, held);
                _report(token, all, 0, rest);
                return;
            }
            uint256 fee = TokenCalls.share(held, feeBps, 10_000);
            uint256 wanted = held - fee;
            (uint256 net, uint256 left) = TokenCalls.move(token, _treasury(), wanted, held);
            // The treasury got less than its part: the fee shrinks in proportion.
            if (net < wanted) fee = TokenCalls.share(net, feeBps, 10_000 - feeBps);
            if (fee > left) fee = left;
            if (fee != 0) (fee, left) = TokenCalls.move(token, address(uint160(_word(FEE_RECIPIENT))), fee, left);
            _report(token, net, fee, left);
        }
    }

    /// Reports the coin, pays the fee on it and leaves the rest to the end of the constructor. What a refusing recipient
    /// does not take stays in the rest.
    function _moveNative() private {
        uint256 held = address(this).balance;
        uint256 fee = TokenCalls.share(held, _feeBps(), 10_000);
        if (fee != 0) {
            uint256 feeRecipient = _word(FEE_RECIPIENT);
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

    /// `end` is where in memory the pairs of token and balance end.
    function _askForPlan() private view returns (uint256 end) {
        assembly ("memory-safe") {
            if iszero(staticcall(gas(), caller(), 0, 0, 0, 0)) { revert(0, 0) }
            returndatacopy(PLAN, 0, returndatasize())
            end := add(PLAN, returndatasize())
            mstore(0x40, end)
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

    function _treasury() private pure returns (address) {
        return address(uint160(_word(PLAN)));
    }

    function _feeBps() private pure returns (uint256) {
        return uint16(_word(PLAN) >> 160);
    }

    function _word(uint256 place) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(place)
        }
    }
}
